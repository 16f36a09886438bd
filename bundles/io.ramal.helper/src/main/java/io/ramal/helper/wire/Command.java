package io.ramal.helper.wire;

/** What the server asks of the helper. */
public sealed interface Command {
    /** Names one sentence; never used twice in a helper's life. */
    long id();

    /**
     * Speak.
     *
     * @param voice the engine's name of the voice
     * @param fallbackVoice spoken with when there is no such voice
     * @param rate words per minute; 0 for the voice's own
     * @param pitch 0–100, the voice's own is 50
     * @param text plain text
     */
    record Speak(long id, String voice, String fallbackVoice, int rate, int pitch, String text) implements Command {}

    /** The sentence is of no interest any more; its {@link Reply.End} still follows. Unknown ids are ignored. */
    record Cancel(long id) implements Command {}
}
