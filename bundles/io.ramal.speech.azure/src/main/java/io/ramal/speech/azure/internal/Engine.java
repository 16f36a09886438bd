package io.ramal.speech.azure.internal;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A recogniser or synthesizer with a connection of its own. Its methods may take a while (up to seconds where that is
 * said) and are called by one thread at a time; its events come one at a time, on any thread.
 */
interface Engine extends AutoCloseable {
    /** Who hears the events from now on; it only hands them over. */
    void listen(Consumer<EngineEvent> listener);

    /** Opens the connection ahead of its use. */
    void connect();

    /** Frees it, seconds when the service is silent. Idempotent. */
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
