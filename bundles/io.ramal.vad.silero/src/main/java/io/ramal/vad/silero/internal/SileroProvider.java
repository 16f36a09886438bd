package io.ramal.vad.silero.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.util.Set;

/** Opens detectors that share one set of weights. */
final class SileroProvider implements VadProvider {
    private static final ProviderInfo INFO = new ProviderInfo(
            "silero",
            ProviderRole.VAD,
            Set.of(),
            "Silero VAD v6, a neural detector of speech, in plain Java",
            Set.of(Capability.LOCAL));

    private final SileroWeights weights;
    private final SileroSettings settings;

    SileroProvider(SileroWeights weights, SileroSettings settings) {
        this.weights = weights;
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
        return new SileroSession(weights, settings, listener);
    }
}
