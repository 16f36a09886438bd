package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationInput;

/**
 * A way to hold a conversation. After every input but a tick and the beginning of speech something is said, the call is
 * ended, or something is under way that will end in one of these: an answer awaited, a number being keyed in, a resident
 * being called.
 */
interface Manner extends AutoCloseable {
    /** The first question. */
    void begin();

    void accept(ConversationInput input);

    @Override
    void close();
}
