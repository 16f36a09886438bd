package io.ramal.doorman.internal;

import io.ramal.call.CallStatistics;
import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationProvider;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.doorman.internal.directory.Directory;
import io.ramal.provider.ProviderRegistry;
import io.ramal.stt.Expected;
import io.ramal.stt.Vocabulary;
import io.ramal.tts.CommonPhrases;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the doorman. A bad setting is said once and replaced by all defaults: no doorman would mute every call. */
@Component(
        service = {ConversationProvider.class, CommonPhrases.class, CallStatistics.class, Vocabulary.class},
        configurationPid = DoormanSettings.PID,
        immediate = true)
@Designate(ocd = DoormanConfig.class)
public final class DoormanComponent implements ConversationProvider, CommonPhrases, CallStatistics, Vocabulary {
    private static final Logger LOG = LoggerFactory.getLogger(DoormanComponent.class);

    private final ProviderRegistry registry;
    private final Directory directory;
    private final LikelyWords words;
    private final AheadCounters counters = new AheadCounters();
    private volatile Doorman doorman;

    @Activate
    public DoormanComponent(
            @Reference ProviderRegistry registry, @Reference Directory directory, DoormanConfig config) {
        this.registry = registry;
        this.directory = directory;
        words = new LikelyWords(directory);
        doorman = new Doorman(registry, directory, settings(config), counters);
    }

    /**
     * New conversations use the new settings; running ones go on with theirs. Without this the service would go and come
     * back, and every call that is up would end with it.
     */
    @Modified
    void modified(DoormanConfig config) {
        doorman = new Doorman(registry, directory, settings(config), counters);
    }

    private static DoormanSettings settings(DoormanConfig config) {
        try {
            return DoormanSettings.of(
                            config.greeting_pt(),
                            config.greeting_en(),
                            config.noinput_max(),
                            config.failures_max(),
                            config.ai_ahead(),
                            config.digits_gap_ms())
                    .withCalling(config.asks_max(), config.missed(), config.wait_cover_ms())
                    .withDecision(
                            config.decision_min_confidence(),
                            config.decision_repeats_max(),
                            config.decision_yes_key(),
                            config.decision_no_key(),
                            config.decision_grace_ms(),
                            config.decision_max_ms());
        } catch (IllegalArgumentException e) {
            LOG.error("{}. All settings of this file are at their defaults until then.", e.getMessage());
            return DoormanSettings.DEFAULT;
        }
    }

    @Override
    public ConversationSession open(ConversationRequest request, ConversationListener listener) {
        return doorman.open(request, listener);
    }

    @Override
    public Expected expected(LegRole role, int condominiumId, Locale language) {
        return words.expected(role, condominiumId, language);
    }

    @Override
    public String part() {
        return "doorman";
    }

    @Override
    public Map<String, Long> drops() {
        return counters.drops();
    }

    @Override
    public Map<String, Long> counts() {
        return counters.counts();
    }

    @Override
    public Map<Locale, List<String>> phrases() {
        return doorman.phrases();
    }
}
