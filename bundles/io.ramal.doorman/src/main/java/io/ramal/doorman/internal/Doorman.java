package io.ramal.doorman.internal;

import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationProvider;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.provider.ProviderRegistry;
import io.ramal.tts.CommonPhrases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Opens conversations with visitors. Thread-safe. */
final class Doorman implements ConversationProvider, CommonPhrases {
    static final Locale PT = Locale.forLanguageTag("pt-BR");
    static final Locale EN = Locale.US;

    private final ProviderRegistry registry;
    private final DoormanSettings settings;
    private final Map<Locale, Sentences> languages = new LinkedHashMap<>();

    Doorman(ProviderRegistry registry, DoormanSettings settings) {
        this.registry = registry;
        this.settings = settings;
        languages.put(PT, new Sentences(PT, settings.greetingPt()));
        languages.put(EN, new Sentences(EN, settings.greetingEn()));
    }

    /** @throws IllegalArgumentException for any role but {@link LegRole#VISITOR} */
    @Override
    public ConversationSession open(ConversationRequest request, ConversationListener listener) {
        if (request.role() != LegRole.VISITOR) {
            throw new IllegalArgumentException("no conversation with a " + request.role());
        }
        return new VisitorConversation(request, registry, sentences(request.language()), settings, listener);
    }

    /** Of the language, whatever the country; Portuguese for what is not spoken. */
    private Sentences sentences(Locale language) {
        Locale spoken = language.getLanguage().equals(EN.getLanguage()) ? EN : PT;
        return Objects.requireNonNull(languages.get(spoken));
    }

    @Override
    public Map<Locale, List<String>> phrases() {
        Map<Locale, List<String>> phrases = new LinkedHashMap<>();
        languages.forEach((language, sentences) -> phrases.put(language, sentences.fixed()));
        return phrases;
    }
}
