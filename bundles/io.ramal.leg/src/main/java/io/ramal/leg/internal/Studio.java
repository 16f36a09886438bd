package io.ramal.leg.internal;

import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What a leg needs to have something spoken.
 *
 * @param voice an engine's name of a voice, empty for its default
 * @param clock nanoseconds, for what an engine's first sound takes
 * @param leg runs what engines call back on the leg's thread
 * @param sound told the turn an utterance answers when its first sound is there
 */
record Studio(
        ProviderRegistry registry,
        Prompts prompts,
        LegCounters counters,
        Wishes wishes,
        String voice,
        LongSupplier clock,
        Executor leg,
        LongConsumer sound) {
    Locale language() {
        return wishes.language();
    }

    /** @param excluded ids of engines that have just failed */
    LeaseRequest lease(Set<String> excluded) {
        return wishes.lease(ProviderRole.TTS, excluded);
    }
}
