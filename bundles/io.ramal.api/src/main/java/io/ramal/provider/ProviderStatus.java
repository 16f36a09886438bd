package io.ramal.provider;

/**
 * A provider as operators see it.
 *
 * @param info who it is
 * @param health how it fares
 * @param ranking its service ranking; the highest that is ready and serves the language is chosen
 * @param leases utterances it is serving now
 * @param served utterances it has served since it was registered
 * @param performance how fast and how reliable it has been
 */
public record ProviderStatus(
        ProviderInfo info,
        ProviderHealth health,
        int ranking,
        int leases,
        long served,
        ProviderPerformance performance) {
    public ProviderStatus(ProviderInfo info, ProviderHealth health, int ranking, int leases, long served) {
        this(info, health, ranking, leases, served, ProviderPerformance.NONE);
    }

    /** Whether it may be chosen now: it is ready, and its circuit is not open. */
    public boolean available() {
        return health.ready() && performance.circuit() != ProviderPerformance.Circuit.OPEN;
    }
}
