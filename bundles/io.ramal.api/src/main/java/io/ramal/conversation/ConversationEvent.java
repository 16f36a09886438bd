package io.ramal.conversation;

/** What a conversation wants its leg to do, or tells about itself. */
public sealed interface ConversationEvent {
    /**
     * Speak.
     *
     * @param turn the turn it answers, 0 when it answers none
     * @param text one sentence or a few
     * @param bargeIn whether the caller may interrupt it
     */
    record Say(long turn, String text, boolean bargeIn) implements ConversationEvent {}

    /** What is known of the visit has changed; {@code complete} once all that is needed is known. */
    record Learned(VisitData data, boolean complete) implements ConversationEvent {}

    /** Hang up once everything said has been played. */
    record Hangup() implements ConversationEvent {}
}
