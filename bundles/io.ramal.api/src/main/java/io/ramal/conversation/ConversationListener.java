package io.ramal.conversation;

import org.osgi.annotation.versioning.ConsumerType;

/** Carries out what a conversation wants. Called on the leg's thread. */
@ConsumerType
@FunctionalInterface
public interface ConversationListener {
    void on(ConversationEvent event);
}
