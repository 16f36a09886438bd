package io.ramal.speech.piper.helper;

import io.ramal.helper.child.Child;
import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Speaks what standard input asks for to a pipe of its own: whatever the libraries print may not come
 * between the messages. Arguments: the pipe, the folder of the libraries, {@code espeak-ng-data}, then three for each voice: its name, model
 * and configuration.
 */
public final class HelperMain {
    private static final int VOICES = 3;

    private HelperMain() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        Child.run(new FileOutputStream(args[0]), "ramal-piper-voice", () -> load(args));
    }

    private static Child.Engine load(String[] args) throws IOException {
        PiperLibrary piper = new PiperLibrary(Path.of(args[1]), Path.of(args[2]));
        Map<String, Speaker> speakers = new HashMap<>();
        for (int i = VOICES; i + 2 < args.length; i += VOICES) {
            String name = args[i];
            Path model = Path.of(args[i + 1]);
            Speaker speaker = new Speaker(piper, piper.voice(model, Path.of(args[i + 2])));
            try {
                Child.warmUp(
                        speaker,
                        new Command.Speak(0, name, name, 0, 50, name.equals("en") ? "One moment." : "Um momento."));
            } catch (IOException e) {
                throw new IOException("the voice " + model + " does not speak: " + e.getMessage(), e);
            }
            speakers.put(name, speaker);
        }
        if (speakers.isEmpty()) {
            throw new IOException("no voice was asked for");
        }
        Speaker any = speakers.values().iterator().next();
        return new Child.Engine(
                new Reply.Hello(piper.version(), ""), command -> speakers.getOrDefault(command.voice(), any));
    }
}
