package io.ramal.conversation;

import org.osgi.annotation.versioning.ConsumerType;

/** Opens conversations; one service, the doorman's. */
@ConsumerType
public interface ConversationProvider {
    /**
     * Opens a conversation with one leg.
     *
     * @param listener called on the leg's thread only ({@link ConversationRequest#executor()})
     */
    ConversationSession open(ConversationRequest request, ConversationListener listener);
}
