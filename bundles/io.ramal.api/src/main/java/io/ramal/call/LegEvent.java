package io.ramal.call;

/** What happens on a leg. */
public sealed interface LegEvent {
    /** The caller began to speak: a new turn. */
    record SpeechStarted(long turn) implements LegEvent {}

    /**
     * The caller has paused, and may be done: what the engine has understood of the turn so far. Told again when there is
     * more of it. Nothing that is said or decided may rest on it; only to be prepared for {@link Heard}.
     */
    record Presumed(long turn, String text) implements LegEvent {}

    /**
     * The caller's turn is over and understood. An answer is expected: a cover prompt bridges the wait.
     *
     * @param text the engine's last word, never something it may still change
     * @param provider id of the engine that understood it, empty where that is not known
     * @param talkedOver whether it began while we were sounding: it may hold an echo of what we said
     */
    record Heard(long turn, String text, double confidence, String provider, boolean talkedOver) implements LegEvent {
        public Heard(long turn, String text, double confidence, String provider) {
            this(turn, text, confidence, provider, false);
        }

        public Heard(long turn, String text, double confidence) {
            this(turn, text, confidence, "");
        }
    }

    /**
     * A turn that was told as {@link SpeechStarted} has come to nothing: a murmur over what we said, or given up. No answer
     * is expected. Every {@link SpeechStarted} is followed by exactly one of {@link Heard}, {@link NotUnderstood} and this,
     * unless the leg ends.
     */
    record Murmured(long turn) implements LegEvent {}

    /** The caller's turn is over and was not understood: noise, an engine's failure, or no engine. */
    record NotUnderstood(long turn, String reason) implements LegEvent {}

    /** A key was pressed. Keys stop what may be interrupted. */
    record Digit(char digit) implements LegEvent {}

    /** Nothing was heard for the no-input time, counted from the end of what we said; {@code count} in a row. */
    record NoInput(int count) implements LegEvent {}

    /**
     * The first frame of an utterance has left.
     *
     * @param id as {@link Leg#say} returned it; below -1 for what the leg says of its own accord, such as a cover prompt
     */
    record Saying(long id, Utterance utterance) implements LegEvent {}

    /**
     * An utterance is over.
     *
     * @param id as {@link Leg#say} returned it; below -1 for what the leg says of its own accord
     * @param complete false when it was interrupted, hushed or could not be spoken
     */
    record Said(long id, Utterance utterance, boolean complete) implements LegEvent {}

    /** The first frame that answers a turn has left: where the time of the turn went. */
    record Answered(TurnTimeline timeline) implements LegEvent {}

    /** About every 100 ms: the leg's clock, in {@link System#nanoTime()} terms of the transport. */
    record Tick(long nanoTime) implements LegEvent {}

    /** The leg is over; nothing follows. */
    record Ended(LineEnd end) implements LegEvent {}
}
