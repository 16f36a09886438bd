package io.ramal.vad.silero.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the detector, preferred before others. */
@Component(service = VadProvider.class, configurationPid = SileroConfig.PID, property = "service.ranking:Integer=100")
@Designate(ocd = SileroConfig.class)
public final class SileroComponent implements VadProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SileroComponent.class);

    private final SileroProvider provider;

    @Activate
    public SileroComponent(SileroConfig config) {
        SileroSettings settings = settings(config);
        SileroWeights weights = SileroWeights.load();
        provider = new SileroProvider(weights, settings);
        LOG.info(
                "speech detector silero started: speech from {} until below {}, gate {}",
                settings.on(),
                settings.off(),
                settings.gate() ? "on" : "off");
    }

    /** A wrong threshold must not make the server deaf: it is said, and the defaults serve. */
    private static SileroSettings settings(SileroConfig config) {
        try {
            return new SileroSettings(
                    (float) config.threshold_on(), (float) config.threshold_off(), config.gate_enabled());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; using the defaults", SileroConfig.PID, e.getMessage());
            return SileroSettings.DEFAULT;
        }
    }

    @Override
    public ProviderInfo info() {
        return provider.info();
    }

    @Override
    public ProviderHealth health() {
        return provider.health();
    }

    @Override
    public VadSession open(VadRequest request, VadListener listener) {
        return provider.open(request, listener);
    }

    /** Sessions already open keep the weights and run to their end. */
    @Deactivate
    public void close() {
        LOG.info("speech detector silero stopped");
    }
}
