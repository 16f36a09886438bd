package io.ramal.registry.internal;

import io.ramal.ai.AiProvider;
import io.ramal.dial.DialProvider;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import io.ramal.stt.SttProvider;
import io.ramal.tts.TtsProvider;
import io.ramal.vad.VadProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the provider services and offers the table of them. */
@Component(service = ProviderRegistry.class)
public final class RegistryComponent implements ProviderRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryComponent.class);

    private final ProviderTable table = new ProviderTable();

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        return table.lease(seam, request);
    }

    @Override
    public List<ProviderStatus> providers() {
        return table.providers();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindVad(VadProvider provider, Map<String, Object> properties) {
        add(VadProvider.class, provider, properties);
    }

    void unbindVad(VadProvider provider) {
        remove(VadProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindStt(SttProvider provider, Map<String, Object> properties) {
        add(SttProvider.class, provider, properties);
    }

    void unbindStt(SttProvider provider) {
        remove(SttProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTts(TtsProvider provider, Map<String, Object> properties) {
        add(TtsProvider.class, provider, properties);
    }

    void unbindTts(TtsProvider provider) {
        remove(TtsProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindAi(AiProvider provider, Map<String, Object> properties) {
        add(AiProvider.class, provider, properties);
    }

    void unbindAi(AiProvider provider) {
        remove(AiProvider.class, provider);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDial(DialProvider provider, Map<String, Object> properties) {
        add(DialProvider.class, provider, properties);
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
