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

    /** Stop talking within one frame and forget what is queued: there is something more important to say. */
    record Hush() implements ConversationEvent {}

    /** What is known of the visit has changed; {@code complete} once all that is needed is known. */
    record Learned(VisitData data, boolean complete) implements ConversationEvent {}

    /** Hang up once everything said has been played. */
    record Hangup() implements ConversationEvent {}

    /**
     * Hang up once everything said has been played; a human of the gatehouse goes on with the visitor, who has been told
     * so.
     */
    record HandOver() implements ConversationEvent {}

    /**
     * All is known: ring this resident. From then on {@link ConversationInput.ResidentRinging} and the like follow, and
     * exactly one {@link ConversationInput.ResidentResult}. Only from a conversation with a visitor.
     */
    record CallResident(VisitData data, Resident resident) implements ConversationEvent {}

    /**
     * What has come of it; once, and only from a conversation with a resident. A conversation that ends without it has
     * decided nothing.
     */
    record Decided(ResidentDecision decision) implements ConversationEvent {}
}
