package io.ramal.doorman.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.VisitData;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A backend that answers when the test says so. */
final class FakeAi implements AiProvider {
    final String id;
    final List<AiQuestion> questions = new ArrayList<>();
    ProviderHealth health = ProviderHealth.READY;
    boolean throwing;
    Set<Capability> capabilities = Set.of();
    final List<Long> confirmed = new ArrayList<>();
    int opened;
    int closed;
    int cancelled;
    private AiListener listener = event -> {};

    FakeAi(String id) {
        this.id = id;
    }

    AiQuestion last() {
        return questions.get(questions.size() - 1);
    }

    void answer(String message, VisitData data) {
        answer(message, data, false, CallStatus.USER_TURN);
    }

    void answer(String message, VisitData data, boolean complete, CallStatus status) {
        emit(new AiEvent.Answer(last().turn(), message, data, complete, status));
    }

    void fail() {
        emit(new AiEvent.Failed(last().turn(), "scripted"));
    }

    void emit(AiEvent event) {
        listener.on(event);
    }

    @Override
    public AiSession open(AiRequest request, AiListener target) {
        opened++;
        listener = target;
        return new AiSession() {
            private boolean gone;

            @Override
            public void ask(AiQuestion question) {
                if (throwing) {
                    throw new IllegalStateException("scripted");
                }
                questions.add(question);
            }

            @Override
            public void confirm(long turn) {
                confirmed.add(turn);
            }

            @Override
            public void cancel() {
                cancelled++;
            }

            @Override
            public void close() {
                if (!gone) {
                    gone = true;
                    closed++;
                }
            }
        };
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo(id, ProviderRole.AI, Set.of(), id, capabilities);
    }

    @Override
    public ProviderHealth health() {
        return health;
    }
}
