package io.ramal.leg.internal;

import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsProvider;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * What a leg needs to have something spoken.
 *
 * @param voice an engine's name of a voice, empty for its default
 * @param leg runs what engines call back on the leg's thread
 * @param sound told the turn an utterance answers when its first sound is there
 */
record Studio(Shared shared, Wishes wishes, String voice, Executor leg, LongConsumer sound) {
    /** Engines tried for one utterance. */
    private static final int MAX_ENGINES = 3;

    Locale language() {
        return wishes.language();
    }

    Prompts prompts() {
        return shared.prompts();
    }

    LegCounters counters() {
        return shared.counters();
    }

    /** Nanoseconds, for the times an engine takes. */
    long now() {
        return shared.clock().getAsLong();
    }

    Engine<TtsProvider> engine() {
        return new Engine<>(shared.registry(), wishes, ProviderRole.TTS, TtsProvider.class, MAX_ENGINES);
    }
}
