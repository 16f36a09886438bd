package io.ramal.ai;

import io.ramal.conversation.VisitData;

/** What a backend says. */
public sealed interface AiEvent {
    /** The question's turn. */
    long turn();

    /**
     * The answer to a question.
     *
     * @param message what to say, blank for nothing
     * @param data what is known of the visit now
     * @param complete all four or enough of the data are known: the resident may be looked up
     * @param status whose turn it is next
     */
    record Answer(long turn, String message, VisitData data, boolean complete, CallStatus status) implements AiEvent {}

    /** No answer; the reason is for the log, never for the caller. */
    record Failed(long turn, String reason) implements AiEvent {}
}
