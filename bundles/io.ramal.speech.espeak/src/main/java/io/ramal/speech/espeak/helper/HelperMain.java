package io.ramal.speech.espeak.helper;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ramal.speech.espeak.wire.Command;
import io.ramal.speech.espeak.wire.Reply;
import io.ramal.speech.espeak.wire.Wire;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Speaks what standard input asks for to standard output and ends when either is closed, so that a server that was
 * killed leaves no helper behind. Arguments: the library, the folder that holds {@code espeak-ng-data}, and
 * optionally RHVoice's library and its data folder.
 */
public final class HelperMain {
    private final OutputStream out;
    private final BlockingQueue<Command.Speak> sentences = new LinkedBlockingQueue<>();
    /** Ids rise, and sentences are spoken in their order: what was cancelled last tells about the one being spoken. */
    private volatile long cancelled = -1;

    private HelperMain(OutputStream out) {
        this.out = out;
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // nothing but messages may go to standard output
        System.setOut(System.err);
        ignoreSignals();
        HelperMain helper = new HelperMain(out);
        Thread voice = new Thread(() -> helper.speakAll(args), "ramal-espeak-voice");
        voice.setDaemon(true);
        voice.start();
        try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 16 * 1024)) {
            helper.read(in);
        } catch (IOException e) {
            System.err.println("input: " + e.getMessage());
        }
        // the voice may be deep inside the engine: do not wait for it
        Runtime.getRuntime().halt(0);
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

    private void read(InputStream in) throws IOException {
        for (Command c = Wire.readCommand(in); c != null; c = Wire.readCommand(in)) {
            if (c instanceof Command.Speak speak) {
                sentences.add(speak);
            } else {
                cancelled = c.id();
            }
        }
    }

    private void speakAll(String[] args) {
        try {
            Espeak espeak = new Espeak(Path.of(args[0]), Path.of(args[1]));
            warmUp(espeak, "en-us", "One moment.");
            warmUp(espeak, "pt-br", "Um momento.");
            RhVoice rhVoice = args.length > 3 ? rhVoice(Path.of(args[2]), Path.of(args[3])) : null;
            Wire.write(out, new Reply.Hello(espeak.version(), rhVoice == null ? "" : rhVoice.version()));
            while (true) {
                Command.Speak next = sentences.take();
                if (rhVoice != null && next.voice().startsWith(Command.Speak.RHVOICE)) {
                    speak(rhVoice, next);
                } else {
                    speak(espeak, next);
                }
            }
        } catch (IOException | InterruptedException | LinkageError e) {
            end(e);
        }
    }

    private void end(Throwable e) {
        System.err.println(e);
        try {
            Wire.write(out, new Reply.Fatal(String.valueOf(e.getMessage())));
        } catch (IOException gone) {
            System.err.println(gone);
        }
        Runtime.getRuntime().halt(1);
    }

    /** RHVoice is a bonus: without it, eSpeak NG speaks. */
    private static @Nullable RhVoice rhVoice(Path library, Path data) {
        try {
            RhVoice made = new RhVoice(library, data);
            warmUp(made, Command.Speak.RHVOICE + "Let\u00edcia-F123", "Um momento.");
            return made;
        } catch (IOException | LinkageError e) {
            System.err.println("RHVoice: " + e.getMessage());
            return null;
        }
    }

    /** The first sentence costs tens of milliseconds (dictionaries, class loading): paid before a caller waits. */
    private static void warmUp(Voice voice, String name, String text) throws IOException {
        boolean[] heard = new boolean[1];
        voice.speak(new Command.Speak(0, name, name, 150, 50, text), (rate, pcm) -> {
            heard[0] = true;
            return true;
        });
        voice.renew();
        if (!heard[0]) {
            throw new IOException("no sound from " + name);
        }
    }

    private void speak(Voice voice, Command.Speak command) throws IOException {
        IOException[] broken = new IOException[1];
        try {
            voice.speak(command, (rate, pcm) -> {
                if (cancelled == command.id()) {
                    return false;
                }
                try {
                    Wire.write(out, new Reply.Audio(command.id(), rate, pcm));
                    return true;
                } catch (IOException e) {
                    broken[0] = e;
                    return false;
                }
            });
        } catch (IOException e) {
            Wire.write(out, new Reply.Failed(command.id(), String.valueOf(e.getMessage())));
            voice.renew();
            return;
        }
        if (broken[0] != null) {
            throw broken[0];
        }
        Wire.write(out, new Reply.End(command.id()));
        voice.renew();
    }
}
