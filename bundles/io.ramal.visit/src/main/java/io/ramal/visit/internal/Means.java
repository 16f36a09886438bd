package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.LegFactory;
import io.ramal.call.LegRecorder;
import io.ramal.conversation.ConversationProvider;
import io.ramal.provider.ProviderRegistry;
import io.ramal.stt.Expected;
import io.ramal.stt.Vocabulary;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What visits are made of, the same for all.
 *
 * @param registry lends who rings residents
 * @param recorder who keeps sound, null while there is nobody
 * @param vocabulary what callers are likely to say
 * @param simulated whether a call is a simulated one; no real telephone rings for it
 * @param nanoClock measures how long things take
 * @param events told what happens; returns at once, any thread
 */
record Means(
        LegFactory legs,
        ConversationProvider conversations,
        ProviderRegistry registry,
        Supplier<@Nullable LegRecorder> recorder,
        Vocabulary vocabulary,
        Predicate<UUID> simulated,
        Clock clock,
        LongSupplier nanoClock,
        Consumer<CallEvent> events) {
    /** Without a simulator, and where anything may be said. */
    Means(
            LegFactory legs,
            ConversationProvider conversations,
            ProviderRegistry registry,
            Supplier<@Nullable LegRecorder> recorder,
            Clock clock,
            LongSupplier nanoClock,
            Consumer<CallEvent> events) {
        this(
                legs,
                conversations,
                registry,
                recorder,
                (role, condominium, language) -> Expected.ANYTHING,
                id -> false,
                clock,
                nanoClock,
                events);
    }
}
