package io.ramal.speech.espeak.helper;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ramal.helper.child.Child;
import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.speech.espeak.wire.RhVoiceName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Speaks what standard input asks for to standard output. Arguments: the library, the folder that holds
 * {@code espeak-ng-data}, and optionally RHVoice's library and its data folder.
 */
public final class HelperMain {
    private HelperMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // nothing but messages may go to standard output
        System.setOut(System.err);
        ignoreSignals();
        Child.run(out, "ramal-espeak-voice", () -> load(args));
    }

    /**
     * Ctrl-C and a service manager's stop reach the whole process group, but the server still has goodbyes to say while
     * it drains: only the end of the input and a kill end the helper. SIGHUP, SIGINT and SIGTERM, set to SIG_IGN.
     */
    private static void ignoreSignals() {
        try {
            Function signal = NativeLibrary.getProcess().getFunction("signal");
            for (int number : new int[] {1, 2, 15}) {
                signal.invokePointer(new Object[] {number, Pointer.createConstant(1)});
            }
        } catch (LinkageError e) {
            System.err.println("signals: " + e.getMessage());
        }
    }

    private static Child.Engine load(String[] args) throws IOException {
        Espeak espeak = new Espeak(Path.of(args[0]), Path.of(args[1]));
        Child.warmUp(espeak, warming("en-us", "One moment."));
        Child.warmUp(espeak, warming("pt-br", "Um momento."));
        RhVoice rhVoice = args.length > 3 ? rhVoice(Path.of(args[2]), Path.of(args[3])) : null;
        Reply.Hello hello = new Reply.Hello(espeak.version(), rhVoice == null ? "" : rhVoice.version());
        return new Child.Engine(
                hello,
                command -> rhVoice != null && command.voice().startsWith(RhVoiceName.BEGINNING) ? rhVoice : espeak);
    }

    /** RHVoice is a bonus: without it, eSpeak NG speaks. */
    private static @Nullable RhVoice rhVoice(Path library, Path data) {
        try {
            RhVoice made = new RhVoice(library, data);
            Child.warmUp(made, warming(RhVoiceName.BEGINNING + "Let\u00edcia-F123", "Um momento."));
            return made;
        } catch (IOException | LinkageError e) {
            System.err.println("RHVoice: " + e.getMessage());
            return null;
        }
    }

    private static Command.Speak warming(String voice, String text) {
        return new Command.Speak(0, voice, voice, 150, 50, text);
    }
}
