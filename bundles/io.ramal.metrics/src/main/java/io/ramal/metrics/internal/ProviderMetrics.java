package io.ramal.metrics.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Locale;

/** Who may serve, and how much they do. */
final class ProviderMetrics {
    private ProviderMetrics() {}

    static List<Series> read(ProviderRegistry registry) {
        Series states = Series.gauge("ramal_provider_state", "1 for the state a provider is in", "role", "id", "state");
        Series leases = Series.gauge("ramal_provider_leases", "Utterances a provider is serving", "role", "id");
        Series served = Series.counter("ramal_provider_served", "Utterances a provider has served", "role", "id");
        for (ProviderStatus p : registry.providers()) {
            String role = word(p.info().role());
            String id = p.info().id();
            for (ProviderHealth.State state : ProviderHealth.State.values()) {
                states.add(state == p.health().state(), role, id, word(state));
            }
            leases.add(p.leases(), role, id);
            served.add(p.served(), role, id);
        }
        return List.of(states, leases, served);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
