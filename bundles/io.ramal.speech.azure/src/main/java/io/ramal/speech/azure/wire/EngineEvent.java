package io.ramal.speech.azure.wire;

/** What comes from an engine. */
public sealed interface EngineEvent {
    /** Its connection is up. */
    record Connected() implements EngineEvent {}

    /** Its connection is gone; it may come back by itself. */
    record Disconnected() implements EngineEvent {}

    /** What a recogniser understands of the phrase that is being spoken. */
    record Partial(String text) implements EngineEvent {}

    /**
     * A phrase a recogniser is done with.
     *
     * @param text empty when nothing was understood
     */
    record Phrase(String text, double confidence) implements EngineEvent {}

    /**
     * The next sound of a sentence.
     *
     * @param samples little-endian, 16 bit, 8 kHz; whole samples
     */
    record Sound(byte[] samples) implements EngineEvent {}

    /** It has done all that was asked for. */
    record Ended() implements EngineEvent {}

    /** It could not; it is of no use any more. */
    record Failed(Failure failure) implements EngineEvent {}
}
