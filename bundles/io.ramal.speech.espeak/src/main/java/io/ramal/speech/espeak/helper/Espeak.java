package io.ramal.speech.espeak.helper;

import io.ramal.helper.child.Voice;
import io.ramal.helper.wire.Command;
import java.io.IOException;
import java.nio.file.Path;

/**
 * eSpeak NG in this process; one thread only.
 *
 * <p>The library keeps state from one sentence to the next (flutter, gain control, noise), so that the same sentence
 * never sounds quite the same twice. It is loaded anew after every sentence, which costs well under a millisecond: then
 * equal sentences give equal bytes, whoever spoke before.
 */
final class Espeak implements Voice {
    /** Sound of one callback in ms: short, so that the first of it is early. */
    private static final int CHUNK_MILLIS = 60;

    private final Path file;
    private final Path dataParent;
    /** Held in a field because native code refers to it. */
    private final EspeakLibrary.SynthCallback callback = (wav, samples, events) -> {
        if (wav == null || samples <= 0) {
            return 0;
        }
        return deliver(wav.getByteArray(0, samples * 2)) ? 0 : 1;
    };

    private EspeakLibrary library;
    private int rate;
    private Sink sink = (r, pcm) -> false;

    /**
     * Loads the library.
     *
     * @param dataParent the folder that holds {@code espeak-ng-data}
     * @throws IOException when it cannot be loaded
     */
    Espeak(Path file, Path dataParent) throws IOException {
        this.file = file;
        this.dataParent = dataParent;
        this.library = load();
    }

    String version() {
        return library.version();
    }

    @Override
    public void speak(Command.Speak command, Sink target) throws IOException {
        if (!library.voice(command.voice()) && !library.voice(command.fallbackVoice())) {
            throw new IOException("no voice " + command.fallbackVoice());
        }
        library.rate(command.rate());
        library.pitch(command.pitch());
        sink = target;
        if (!library.synth(command.text())) {
            throw new IOException("eSpeak NG refuses the text");
        }
    }

    @Override
    public void renew() throws IOException {
        library.close();
        library = load();
    }

    private EspeakLibrary load() throws IOException {
        try {
            EspeakLibrary loaded = new EspeakLibrary(file);
            rate = loaded.initialize(dataParent, CHUNK_MILLIS, callback);
            if (rate <= 0) {
                throw new IOException("eSpeak NG does not start with the data in " + dataParent);
            }
            return loaded;
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("cannot load " + file + ": " + e.getMessage(), e);
        }
    }

    private boolean deliver(byte[] pcm) {
        return sink.accept(rate, pcm);
    }
}
