package io.ramal.leg.internal;

import io.ramal.provider.ProviderRegistry;
import java.util.function.LongSupplier;

/**
 * What all legs of a factory share. Thread-safe.
 *
 * @param clock nanoseconds, for the times a turn and a provider take; deadlines follow the writer's clock instead
 */
record Shared(ProviderRegistry registry, Prompts prompts, LegCounters counters, LongSupplier clock) {}
