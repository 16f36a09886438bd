package io.ramal.vad.webrtc.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.util.Set;

/** Opens detectors. */
final class WebrtcProvider implements VadProvider {
    private static final ProviderInfo INFO = new ProviderInfo(
            "webrtc",
            ProviderRole.VAD,
            Set.of(),
            "WebRTC's detector of speech, in plain Java; light, for quiet lines",
            Set.of(Capability.LOCAL));

    private final WebrtcSettings settings;

    WebrtcProvider(WebrtcSettings settings) {
        this.settings = settings;
    }

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public VadSession open(VadRequest request, VadListener listener) {
        return new WebrtcSession(settings, listener);
    }
}
