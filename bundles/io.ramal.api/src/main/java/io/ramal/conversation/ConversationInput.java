package io.ramal.conversation;

/** What a conversation learns from its leg. */
public sealed interface ConversationInput {
    /**
     * The leg is up; first input of every conversation.
     *
     * @param speech whether speech can be understood now; if not, only the keypad is
     */
    record Opened(boolean speech) implements ConversationInput {}

    /**
     * The caller said something that was understood.
     *
     * @param turn id of the turn, to be repeated in the answer
     * @param talkedOver whether it began while we were sounding: it may hold an echo of what we said
     */
    record Heard(long turn, String text, double confidence, boolean talkedOver) implements ConversationInput {
        public Heard(long turn, String text, double confidence) {
            this(turn, text, confidence, false);
        }
    }

    /**
     * The caller has paused, and may be done: what was understood so far. {@link Heard} may tell the same, or something
     * else; nothing that is said or decided may rest on this.
     *
     * @param turn id of the turn
     */
    record Presumed(long turn, String text) implements ConversationInput {}

    /**
     * The caller made a sound that was not understood.
     *
     * @param speech whether speech can be understood at all; false when no engine is there any more
     */
    record NotUnderstood(long turn, boolean speech) implements ConversationInput {}

    /** A key was pressed: 0–9 * # A–D. */
    record Digit(char digit) implements ConversationInput {}

    /**
     * Nothing was heard for the no-input time after the agent fell silent.
     *
     * @param count 1 for the first time in a row
     */
    record NoInput(int count) implements ConversationInput {}

    /** About once in {@value #TICK_MILLIS} ms while the leg is up: a conversation's clock. */
    record Tick(long nanoTime) implements ConversationInput {
        /** Interval of ticks in ms. */
        public static final int TICK_MILLIS = 100;
    }

    /** The caller began to speak; what was said comes later, as {@link Heard} or {@link NotUnderstood}. */
    record SpeechStarted(long turn) implements ConversationInput {}

    /**
     * To the visitor's conversation: the resident's phone is being rung.
     *
     * @param attempt 1 for the first
     */
    record ResidentRinging(int attempt) implements ConversationInput {}

    /** To the visitor's conversation: the resident has picked up and is being asked. */
    record ResidentTalking() implements ConversationInput {}

    /**
     * To the visitor's conversation: what has come of it.
     *
     * @param gateFailed the resident has authorised the visit, and the gate was to be opened and was not
     */
    record ResidentResult(VisitOutcome outcome, boolean gateFailed) implements ConversationInput {
        public ResidentResult(VisitOutcome outcome) {
            this(outcome, false);
        }
    }

    /** To the resident's conversation: the visitor has hung up; there is nothing left to decide. */
    record VisitorLeft() implements ConversationInput {}

    /** A turn that was told as {@link SpeechStarted} has come to nothing; no answer is expected. */
    record Murmured(long turn) implements ConversationInput {}

    /** The first frame of something the conversation wanted said has left. */
    record Saying(String text) implements ConversationInput {}

    /**
     * Something the conversation wanted said is over.
     *
     * @param complete false when it was interrupted, dropped or could not be spoken
     */
    record Said(String text, boolean complete) implements ConversationInput {}
}
