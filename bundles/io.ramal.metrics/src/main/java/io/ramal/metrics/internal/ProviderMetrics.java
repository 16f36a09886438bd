package io.ramal.metrics.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderPerformance;
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
        Series failed =
                Series.counter("ramal_provider_failures", "Times a provider has not done what it should", "role", "id");
        Series circuit = Series.gauge(
                "ramal_provider_left_out", "1 while a provider's failures keep it from being chosen", "role", "id");
        Series latency = Series.gauge(
                "ramal_provider_latency_seconds",
                "What a provider took in the last minutes: the quantile of it",
                "role",
                "id",
                "quantile");
        for (ProviderStatus p : registry.providers()) {
            String role = word(p.info().role());
            String id = p.info().id();
            for (ProviderHealth.State state : ProviderHealth.State.values()) {
                states.add(state == p.health().state(), role, id, word(state));
            }
            leases.add(p.leases(), role, id);
            served.add(p.served(), role, id);
            ProviderPerformance done = p.performance();
            failed.add(done.failed(), role, id);
            circuit.add(done.circuit() == ProviderPerformance.Circuit.OPEN, role, id);
            if (done.measured() > 0) {
                latency.add(done.p50().toMillis() / 1e3, role, id, "0.5");
                latency.add(done.p95().toMillis() / 1e3, role, id, "0.95");
                latency.add(done.p99().toMillis() / 1e3, role, id, "0.99");
            }
        }
        return List.of(states, leases, served, failed, circuit, latency);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
