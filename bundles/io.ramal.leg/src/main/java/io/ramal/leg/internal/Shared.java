package io.ramal.leg.internal;

import io.ramal.provider.ProviderRegistry;
import java.util.function.LongSupplier;

/**
 * What all legs of a factory share. Thread-safe.
 *
 * @param clock nanoseconds, for the times a turn and a provider take; deadlines follow the writer's clock instead
 * @param exchanges of detectors, which legs make one after the other
 */
record Shared(
        ProviderRegistry registry, Prompts prompts, LegCounters counters, LongSupplier clock, Turnstile exchanges) {
    /** Fifty legs are done within 0.2 s, and 700 while a detector that is stopped still serves (3 s). */
    private static final int EXCHANGE_GAP_MS = 4;

    Shared(ProviderRegistry registry, Prompts prompts, LegCounters counters, LongSupplier clock) {
        this(registry, prompts, counters, clock, new Turnstile(EXCHANGE_GAP_MS));
    }
}
