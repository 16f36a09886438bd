package io.ramal.vad.webrtc.internal;

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

/** Registers the detector, behind the preferred one. */
@Component(service = VadProvider.class, configurationPid = WebrtcConfig.PID, property = "service.ranking:Integer=10")
@Designate(ocd = WebrtcConfig.class)
public final class WebrtcComponent implements VadProvider {
    private static final Logger LOG = LoggerFactory.getLogger(WebrtcComponent.class);

    private final WebrtcProvider provider;

    @Activate
    public WebrtcComponent(WebrtcConfig config) {
        WebrtcSettings settings = settings(config);
        provider = new WebrtcProvider(settings);
        LOG.info("speech detector webrtc started: mode {}, frames of {} ms", settings.mode(), settings.frameMillis());
    }

    /** A wrong value must not make the server deaf: it is said, and the defaults serve. */
    private static WebrtcSettings settings(WebrtcConfig config) {
        try {
            return new WebrtcSettings(config.mode(), config.frame_ms());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; using the defaults", WebrtcConfig.PID, e.getMessage());
            return WebrtcSettings.DEFAULT;
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

    /** Sessions already open run to their end. */
    @Deactivate
    public void close() {
        LOG.info("speech detector webrtc stopped");
    }
}
