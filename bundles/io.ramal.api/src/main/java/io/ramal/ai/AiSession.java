package io.ramal.ai;

import org.osgi.annotation.versioning.ConsumerType;

/** A dialogue with a backend. Methods return at once. */
@ConsumerType
public interface AiSession extends AutoCloseable {
    /** Asks for an answer: exactly one {@link AiEvent.Answer} or {@link AiEvent.Failed} with the question's turn follows. */
    void ask(AiQuestion question);

    /** The open question is of no interest any more: no event of its turn follows. */
    void cancel();

    /** Idempotent; cancels what is open. */
    @Override
    void close();
}
