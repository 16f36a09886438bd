package io.ramal.ai;

import org.osgi.annotation.versioning.ConsumerType;

/** A dialogue with a backend. Methods return at once. */
@ConsumerType
public interface AiSession extends AutoCloseable {
    /**
     * Asks for an answer: any number of {@link AiEvent.Sentence} and then exactly one {@link AiEvent.Answer} or {@link
     * AiEvent.Failed} with the question's turn follow. One asked ahead and not confirmed is forgotten.
     */
    void ask(AiQuestion question);

    /**
     * A question asked {@link AiQuestion#ahead ahead} was what the caller said: question and answer, whether it has come
     * yet or not, belong to the dialogue.
     */
    default void confirm(long turn) {}

    /**
     * The open question is of no interest any more: no event of its turn follows. One asked ahead that is not confirmed is
     * forgotten, answered or not.
     */
    void cancel();

    /** Idempotent; cancels what is open. */
    @Override
    void close();
}
