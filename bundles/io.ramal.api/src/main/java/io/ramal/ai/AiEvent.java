package io.ramal.ai;

import io.ramal.conversation.VisitData;

/** What a backend says. */
public sealed interface AiEvent {
    /** The question's turn. */
    long turn();

    /**
     * The next sentence of an answer that is still being thought out, to be said at once. Any number of them may come
     * before the {@link Answer} or the {@link Failed} that ends the question.
     */
    record Sentence(long turn, String text) implements AiEvent {}

    /**
     * The answer to a question.
     *
     * @param message what to say, without what came as {@link Sentence}; blank for nothing
     * @param data what is known of the visit now
     * @param complete all four or enough of the data are known: the resident may be looked up
     * @param status whose turn it is next
     */
    record Answer(long turn, String message, VisitData data, boolean complete, CallStatus status) implements AiEvent {}

    /** No answer; the reason is for the log, never for the caller. */
    record Failed(long turn, String reason) implements AiEvent {}
}
