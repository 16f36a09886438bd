package io.ramal.itests.container;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.util.Set;

/** A backend that is always there and never done with a visitor. */
final class SteadyMind implements AiProvider {
    @Override
    public ProviderInfo info() {
        return new ProviderInfo("steady", ProviderRole.AI, Set.of(), "asks for ever");
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        return new AiSession() {
            @Override
            public void ask(AiQuestion question) {
                boolean delivery = question.known().intent().equals("visita");
                listener.on(new AiEvent.Answer(
                        question.turn(),
                        "Certo, e o que mais o senhor pode me dizer?",
                        question.known().withIntent(delivery ? "entrega" : "visita"),
                        false,
                        CallStatus.USER_TURN));
            }

            @Override
            public void cancel() {}

            @Override
            public void close() {}
        };
    }
}
