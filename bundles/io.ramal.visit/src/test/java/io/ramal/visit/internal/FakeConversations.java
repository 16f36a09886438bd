package io.ramal.visit.internal;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationProvider;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import java.util.ArrayList;
import java.util.List;

/** Conversations that say what the test tells them; remembers the newest. */
final class FakeConversations implements ConversationProvider {
    final List<ConversationInput> inputs = new ArrayList<>();
    ConversationListener listener = e -> {};
    Throwable failure;
    Throwable unopened;
    Throwable unclosed;
    ConversationRequest request;
    int closed;

    @Override
    public ConversationSession open(ConversationRequest request, ConversationListener listener) {
        if (unopened != null) {
            throwIt(unopened);
        }
        this.request = request;
        this.listener = listener;
        return new ConversationSession() {
            @Override
            public void accept(ConversationInput input) {
                if (failure != null) {
                    throwIt(failure);
                }
                inputs.add(input);
            }

            @Override
            public void close() {
                closed++;
                if (unclosed != null) {
                    throwIt(unclosed);
                }
            }
        };
    }

    private static void throwIt(Throwable scripted) {
        if (scripted instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) scripted;
    }
}
