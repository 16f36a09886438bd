package io.ramal.registry.internal;

import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.Map;

/** Settings as they are by default, but that nobody waits for leases. */
final class TestSettings {
    static final RegistrySettings DEFAULTS = of(Map.of());

    private TestSettings() {}

    static RegistrySettings of(Map<String, ?> properties) {
        return RegistrySettings.of(
                Map.of(ProviderRole.STT, 1500, ProviderRole.TTS, 1200, ProviderRole.AI, 30_000),
                properties,
                new CircuitSettings(3, 5, Duration.ofSeconds(30)),
                0);
    }
}
