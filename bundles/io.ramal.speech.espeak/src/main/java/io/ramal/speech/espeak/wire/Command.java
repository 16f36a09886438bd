package io.ramal.speech.espeak.wire;

/** What the server asks of the helper. */
public sealed interface Command {
    /** Names one sentence; never used twice in a helper's life. */
    long id();

    /**
     * Speak.
     *
     * @param voice eSpeak NG's name of the voice, or RHVoice's
     * @param fallbackVoice eSpeak NG's, spoken with when there is no such voice
     * @param rate words per minute
     * @param pitch 0–100, the voice's own is 50
     * @param text plain text
     */
    record Speak(long id, String voice, String fallbackVoice, int rate, int pitch, String text) implements Command {
        /** Begins the name of a voice that is RHVoice's; the rest is the name of its profile. */
        public static final String RHVOICE = "rhvoice:";
    }

    /** The sentence is of no interest any more; its {@link Reply.End} still follows. Unknown ids are ignored. */
    record Cancel(long id) implements Command {}
}
