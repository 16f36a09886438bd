package io.ramal.registry.internal;

import io.ramal.ai.AiProvider;
import io.ramal.dial.DialProvider;
import io.ramal.provider.DataFolder;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.provider.ProviderTester;
import io.ramal.stt.SttProvider;
import io.ramal.tts.TtsProvider;
import io.ramal.vad.VadProvider;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the provider services, and offers the table of them, what operators choose, and trials. */
@Component(
        service = {ProviderRegistry.class, ProviderChoices.class, ProviderTester.class},
        configurationPid = RegistrySettings.PID)
@Designate(ocd = RegistryComponent.Config.class)
public final class RegistryComponent implements ProviderRegistry, ProviderChoices, ProviderTester {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryComponent.class);

    /** How is chosen. */
    @ObjectClassDefinition(
            name = "Ramal registry",
            description = "Which provider serves the next utterance. deadline.<id>.ms sets one provider's deadline;"
                    + " needs.<role> what every provider of a role must be able to do")
    public @interface Config {
        @AttributeDefinition(
                description = "How long a text may take after the end of a turn",
                min = "100",
                max = "120000")
        int deadline_stt_ms() default RegistrySettings.STT_MS;

        @AttributeDefinition(
                description = "How long a voice may be silent before another speaks",
                min = "100",
                max = "120000")
        int deadline_tts_ms() default RegistrySettings.TTS_MS;

        @AttributeDefinition(description = "How long an answer may take", min = "100", max = "120000")
        int deadline_ai_ms() default RegistrySettings.AI_MS;

        @AttributeDefinition(description = "So many failures leave a provider out", min = "1", max = "100")
        int circuit_failures() default RegistrySettings.FAILURES;

        @AttributeDefinition(description = "... among so many of its last outcomes", min = "1", max = "100")
        int circuit_window() default RegistrySettings.WINDOW;

        @AttributeDefinition(description = "For how long it is left out", min = "1000", max = "3600000")
        int circuit_open_ms() default RegistrySettings.OPEN_MS;

        @AttributeDefinition(
                description = "How long a provider that is being stopped may go on with what it was lent for",
                min = "0",
                max = "30000")
        int retire_grace_ms() default RegistrySettings.GRACE_MS;
    }

    private final ProviderTable table;
    private final Choices choices;
    private final Tester tester;

    /** @param properties read as they are: a number that is none would be an error without its key otherwise */
    @Activate
    public RegistryComponent(Map<String, Object> properties) {
        table = new ProviderTable(initial(properties), this::choices, Clock.systemUTC(), System::nanoTime);
        choices = new Choices(DataFolder.resolve("providers.json"), table::changed);
        tester = new Tester(table, System::nanoTime);
    }

    private static RegistrySettings initial(Map<String, Object> properties) {
        try {
            return RegistrySettings.of(properties);
        } catch (IllegalArgumentException e) {
            LOG.error("{}. Until then this file's settings are at their defaults, but for needs", e.getMessage());
            return RegistrySettings.safeDefaults(properties);
        }
    }

    /** A bad value changes nothing. */
    @Modified
    void modified(Map<String, Object> properties) {
        try {
            table.settings(RegistrySettings.of(properties));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; what was set before stays", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        table.close();
    }

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        return table.lease(seam, request);
    }

    @Override
    public List<ProviderStatus> providers() {
        return table.providers();
    }

    @Override
    public Map<String, Map<ProviderRole, String>> choices() {
        return choices.choices();
    }

    @Override
    public void use(String extension, Map<ProviderRole, String> ids) throws IOException {
        choices.use(extension, ids);
        LOG.info("Chosen for {}: {}", extension, choices.choices().getOrDefault(extension, Map.of()));
    }

    @Override
    public List<Report> test(String id, Locale language, String text) throws InterruptedException {
        return tester.test(id, language, text);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindVad(VadProvider provider, Map<String, Object> properties) {
        boolean heard = providers().stream().anyMatch(p -> p.info().role() == ProviderRole.VAD && p.leases() > 0);
        Rehearsal.of(provider, System::nanoTime, heard ? Rehearsal.PATIENT : Rehearsal.PROMPT);
        add(VadProvider.class, provider, properties);
    }

    void updatedVad(VadProvider provider, Map<String, Object> properties) {
        table.rank(VadProvider.class, provider, ranking(properties.get("service.ranking")));
    }

    void unbindVad(VadProvider provider) {
        remove(VadProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindStt(SttProvider provider, Map<String, Object> properties) {
        add(SttProvider.class, provider, properties);
    }

    void updatedStt(SttProvider provider, Map<String, Object> properties) {
        table.rank(SttProvider.class, provider, ranking(properties.get("service.ranking")));
    }

    void unbindStt(SttProvider provider) {
        remove(SttProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTts(TtsProvider provider, Map<String, Object> properties) {
        add(TtsProvider.class, provider, properties);
    }

    void updatedTts(TtsProvider provider, Map<String, Object> properties) {
        table.rank(TtsProvider.class, provider, ranking(properties.get("service.ranking")));
    }

    void unbindTts(TtsProvider provider) {
        remove(TtsProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindAi(AiProvider provider, Map<String, Object> properties) {
        add(AiProvider.class, provider, properties);
    }

    void updatedAi(AiProvider provider, Map<String, Object> properties) {
        table.rank(AiProvider.class, provider, ranking(properties.get("service.ranking")));
    }

    void unbindAi(AiProvider provider) {
        remove(AiProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDial(DialProvider provider, Map<String, Object> properties) {
        add(DialProvider.class, provider, properties);
    }

    void updatedDial(DialProvider provider, Map<String, Object> properties) {
        table.rank(DialProvider.class, provider, ranking(properties.get("service.ranking")));
    }

    void unbindDial(DialProvider provider) {
        remove(DialProvider.class, provider);
    }

    private void add(Class<? extends Provider> seam, Provider provider, Map<String, Object> properties) {
        int ranking = ranking(properties.get("service.ranking"));
        long id = properties.get("service.id") instanceof Long l ? l : Long.MAX_VALUE;
        table.add(seam, provider, ranking, id);
        LOG.info(
                "{} provider {} is here",
                provider.info().role(),
                provider.info().id());
    }

    /** Settings of a {@code .cfg} file are text, which the framework itself would take for no ranking. */
    private static int ranking(@Nullable Object value) {
        if (value instanceof Number n) {
            return n.intValue();
        }
        try {
            return value instanceof String s ? Integer.parseInt(s.strip()) : 0;
        } catch (NumberFormatException e) {
            LOG.error("service.ranking={} is no whole number; taken for 0", value);
            return 0;
        }
    }

    private void remove(Class<? extends Provider> seam, Provider provider) {
        table.remove(seam, provider);
        LOG.info(
                "{} provider {} is gone",
                provider.info().role(),
                provider.info().id());
    }
}
