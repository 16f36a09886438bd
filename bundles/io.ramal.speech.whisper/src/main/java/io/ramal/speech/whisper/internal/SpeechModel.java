package io.ramal.speech.whisper.internal;

import java.io.IOException;

/** A model in memory. Workers share it, as many at a time as it was loaded for. Closed exactly once, after the last of them. */
interface SpeechModel extends AutoCloseable {
    /** Whether it knows other languages than English. */
    boolean multilingual();

    /** The most sound it takes at once, in units of {@value Pcm#SAMPLES_PER_CONTEXT} samples. */
    int maxContext();

    /**
     * What is said; as the engine writes it.
     *
     * @param sound at {@value Pcm#RATE} Hz
     * @param context how much of it the engine looks at, in units of {@value Pcm#SAMPLES_PER_CONTEXT} samples
     * @param language code such as {@code pt}
     */
    String transcribe(float[] sound, int context, String language) throws IOException;

    @Override
    void close();
}
