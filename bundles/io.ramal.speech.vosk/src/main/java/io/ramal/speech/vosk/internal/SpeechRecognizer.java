package io.ramal.speech.vosk.internal;

/**
 * The engine at work on one utterance. Never used by two threads at a time; closed exactly once. What it says is the
 * engine's JSON.
 */
interface SpeechRecognizer extends AutoCloseable {
    /** Takes sound at the model's rate. True when the engine heard an end: {@link #result} then holds that segment. */
    boolean accept(short[] samples);

    /** What it takes the current segment for so far. */
    String partial();

    /** The segment that has just ended. */
    String result();

    /** The segment at hand, as the last one. */
    String last();

    @Override
    void close();
}
