package io.ramal.stt;

/** What an engine understands of an utterance. */
public sealed interface SttEvent {
    /** What it has understood so far; may change. */
    record Partial(String text) implements SttEvent {}

    /**
     * The engine holds the utterance for complete before the silence threshold; the text may still change. Shortens
     * endpointing.
     */
    record Complete(String text) implements SttEvent {}

    /**
     * The last word on the utterance.
     *
     * @param text empty when nothing was understood
     * @param confidence 0–1; 1 from engines that tell none
     */
    record Final(String text, double confidence) implements SttEvent {}

    /** The engine could not do it; nothing follows. */
    record Failed(String reason) implements SttEvent {}
}
