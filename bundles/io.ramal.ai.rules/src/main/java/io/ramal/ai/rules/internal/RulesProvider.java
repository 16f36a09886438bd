package io.ramal.ai.rules.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.CommonPhrases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The built-in backend: needs nothing, is always there, and so is the last resort of every other one. */
final class RulesProvider implements AiProvider, CommonPhrases {
    static final Locale PT = Locale.forLanguageTag("pt-BR");
    static final Locale EN = Locale.US;

    private record Language(Understanding understanding, Sentences sentences) {}

    private final Map<Locale, Language> languages = new LinkedHashMap<>();

    RulesProvider() {
        for (Locale language : List.of(PT, EN)) {
            languages.put(language, new Language(new Understanding(language), new Sentences(language)));
        }
        languages.forEach((locale, l) -> Rehearsal.of(l.understanding(), l.sentences(), locale.equals(PT)));
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo(
                "rules",
                ProviderRole.AI,
                languages.keySet(),
                "Built-in rules: what, who, which apartment; offline",
                Set.of(Capability.LOCAL, Capability.ASKED_AHEAD));
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    /** @throws IllegalArgumentException for a language it does not speak */
    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        Language language = languages.get(request.language());
        if (language == null) {
            throw new IllegalArgumentException("rules speak " + languages.keySet() + ", not " + request.language());
        }
        return new Dialogue(language.understanding(), language.sentences(), listener);
    }

    @Override
    public Map<Locale, List<String>> phrases() {
        Map<Locale, List<String>> phrases = new LinkedHashMap<>();
        languages.forEach(
                (locale, language) -> phrases.put(locale, language.sentences().fixed()));
        return phrases;
    }
}
