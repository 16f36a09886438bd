package io.ramal.helper.wire;

/** What the helper answers. */
public sealed interface Reply {
    /**
     * First reply of a helper that has loaded its engine.
     *
     * @param engineVersion of the engine
     * @param extra what the helper could load besides, in the engine's own words; empty when nothing
     */
    record Hello(String engineVersion, String extra) implements Reply {}

    /**
     * The next sound of a sentence.
     *
     * @param rate sample rate in Hz
     * @param pcm mono, signed 16 bit, little-endian
     */
    record Audio(long id, int rate, byte[] pcm) implements Reply {}

    /** All of a sentence has been delivered, or it was cancelled. */
    record End(long id) implements Reply {}

    /** A sentence could not be spoken. */
    record Failed(long id, String reason) implements Reply {}

    /** The helper cannot serve and is about to end. */
    record Fatal(String reason) implements Reply {}
}
