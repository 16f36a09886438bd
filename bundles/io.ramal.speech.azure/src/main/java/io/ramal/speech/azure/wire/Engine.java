package io.ramal.speech.azure.wire;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A recogniser or synthesizer with a connection of its own, as the server sees it and as the helper has it. Its methods are
 * called by one thread at a time; in the helper they may take a while, up to seconds where that is said. Its events come
 * one at a time, on any thread.
 */
public interface Engine extends AutoCloseable {
    /** Who hears the events from now on; it only hands them over. */
    void listen(Consumer<EngineEvent> listener);

    /** Opens the connection ahead of its use. */
    void connect();

    /** Frees it: in the helper process seconds, when the service is silent. Idempotent. */
    @Override
    void close();

    /** Recognises one utterance. */
    interface Recognizer extends Engine {
        /**
         * Begins to recognise.
         *
         * @param phrases what is likely to be said
         */
        void start(List<String> phrases);

        /**
         * Takes the next sound.
         *
         * @param samples little-endian, 16 bit, 8 kHz
         */
        void write(byte[] samples);

        /** There is no more sound: {@link EngineEvent.Ended} or {@link EngineEvent.Failed} follows. */
        void finish();
    }

    /** Speaks one sentence after another. */
    interface Synthesizer extends Engine {
        /** {@link EngineEvent.Sound}s and {@link EngineEvent.Ended} or {@link EngineEvent.Failed} follow. */
        void speak(String ssml);
    }

    /** Makes them. */
    interface Maker {
        Recognizer recognizer(Locale language);

        Synthesizer synthesizer();
    }
}
