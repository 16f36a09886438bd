package io.ramal.helper.child;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.helper.wire.Wire;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Speaks what standard input asks for and ends when either pipe is closed, so that a server that was killed leaves no
 * helper behind.
 */
public final class Child {
    private final OutputStream out;
    private final BlockingQueue<Command.Speak> sentences = new LinkedBlockingQueue<>();
    /** Ids rise, and sentences are spoken in their order: what was cancelled last tells about the one being spoken. */
    private volatile long cancelled = -1;

    private Child(OutputStream out) {
        this.out = out;
    }

    /**
     * An engine that can speak.
     *
     * @param hello what the server is told
     * @param voices who speaks a sentence
     */
    public record Engine(Reply.Hello hello, Function<Command.Speak, Voice> voices) {}

    /** Loads an engine. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Loads it; the thread is the one that will speak.
         *
         * @throws IOException when it cannot serve
         */
        Engine load() throws IOException;
    }

    /**
     * Runs until standard input ends; then the process does.
     *
     * @param out the server's end of it; nothing else may write there
     */
    public static void run(OutputStream out, String threadName, Loader loader) {
        Child child = new Child(out);
        Thread voice = new Thread(() -> child.speakAll(loader), threadName);
        voice.setDaemon(true);
        voice.start();
        try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 16 * 1024)) {
            child.read(in);
        } catch (IOException e) {
            System.err.println("input: " + e.getMessage());
        }
        // the voice may be deep inside the engine: do not wait for it
        Runtime.getRuntime().halt(0);
    }

    /**
     * The first sentence costs tens of milliseconds (dictionaries, class loading): paid before a caller waits.
     *
     * @throws IOException when nothing is heard
     */
    public static void warmUp(Voice voice, Command.Speak command) throws IOException {
        boolean[] heard = new boolean[1];
        voice.speak(command, (rate, pcm) -> {
            heard[0] = true;
            return true;
        });
        voice.renew();
        if (!heard[0]) {
            throw new IOException("no sound from " + command.voice());
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

    private void speakAll(Loader loader) {
        try {
            Engine engine = loader.load();
            Wire.write(out, engine.hello());
            while (true) {
                Command.Speak next = sentences.take();
                speak(engine.voices().apply(next), next);
            }
        } catch (IOException | InterruptedException | LinkageError | RuntimeException e) {
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
