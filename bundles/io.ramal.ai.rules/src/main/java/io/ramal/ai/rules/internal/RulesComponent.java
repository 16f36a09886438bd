package io.ramal.ai.rules.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.tts.CommonPhrases;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Registers the rules. Nothing to configure; the lowest ranking, so that anything else is preferred. */
@Component(
        service = {AiProvider.class, CommonPhrases.class},
        property = "service.ranking:Integer=0",
        immediate = true)
public final class RulesComponent implements AiProvider, CommonPhrases {
    private final RulesProvider rules;

    @Activate
    public RulesComponent() {
        rules = new RulesProvider();
    }

    @Override
    public ProviderInfo info() {
        return rules.info();
    }

    @Override
    public ProviderHealth health() {
        return rules.health();
    }

    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        return rules.open(request, listener);
    }

    @Override
    public Map<Locale, List<String>> phrases() {
        return rules.phrases();
    }
}
