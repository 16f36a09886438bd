package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationProvider;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.DecisionSettings;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.doorman.internal.resident.ResidentConversation;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.provider.ProviderRegistry;
import io.ramal.text.Apartments;
import io.ramal.text.Language;
import io.ramal.tts.CommonPhrases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Opens conversations with visitors and residents. Thread-safe. */
final class Doorman implements ConversationProvider, CommonPhrases {
    static final Locale PT = Locale.forLanguageTag("pt-BR");
    static final Locale EN = Locale.US;

    private final ProviderRegistry registry;
    private final Directory directory;
    private final DoormanSettings settings;
    private final AheadCounters counters;
    private final Decider decider;
    private final Map<Locale, Sentences> languages = new LinkedHashMap<>();
    private final Map<Locale, Apartments> apartments =
            Map.of(PT, Language.of(PT).apartments(), EN, Language.of(EN).apartments());

    Doorman(ProviderRegistry registry, Directory directory, DoormanSettings settings, AheadCounters counters) {
        this.registry = registry;
        this.directory = directory;
        this.settings = settings;
        this.counters = counters;
        this.decider = new Decider(settings.resident().decision());
        languages.put(PT, sentences(PT, settings.greetingPt()));
        languages.put(EN, sentences(EN, settings.greetingEn()));
    }

    private Sentences sentences(Locale language, String greeting) {
        DecisionSettings keys = settings.resident().decision();
        return new Sentences(language, greeting, keys.yesDigit(), keys.noDigit());
    }

    @Override
    public ConversationSession open(ConversationRequest request, ConversationListener listener) {
        Sentences sentences = sentences(request.language());
        return switch (request.role()) {
            case VISITOR ->
                new VisitorConversation(
                        request,
                        registry,
                        directory,
                        sentences,
                        apartments(request.language()),
                        settings,
                        counters,
                        listener);
            case RESIDENT -> new ResidentConversation(request, decider, sentences, settings.resident(), listener);
        };
    }

    private Apartments apartments(Locale language) {
        return Objects.requireNonNull(apartments.get(spoken(language)));
    }

    /** Of the language, whatever the country; Portuguese for what is not spoken. */
    private Sentences sentences(Locale language) {
        return Objects.requireNonNull(languages.get(spoken(language)));
    }

    private static Locale spoken(Locale language) {
        return language.getLanguage().equals(EN.getLanguage()) ? EN : PT;
    }

    @Override
    public Map<Locale, List<String>> phrases() {
        Map<Locale, List<String>> phrases = new LinkedHashMap<>();
        languages.forEach((language, sentences) -> phrases.put(language, sentences.fixed()));
        return phrases;
    }
}
