package io.ramal.conversation;

import org.osgi.annotation.versioning.ConsumerType;

/** A conversation under way. Called on the leg's thread only; returns at once. */
@ConsumerType
public interface ConversationSession extends AutoCloseable {
    void accept(ConversationInput input);

    /** The leg is gone. Idempotent; nothing is emitted afterwards. */
    @Override
    void close();
}
