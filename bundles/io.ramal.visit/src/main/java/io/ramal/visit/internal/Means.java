package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.LegFactory;
import io.ramal.conversation.ConversationProvider;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What visits are made of, the same for all.
 *
 * @param nanoClock measures how long things take
 * @param events told what happens; returns at once, any thread
 */
record Means(
        LegFactory legs,
        ConversationProvider conversations,
        Clock clock,
        LongSupplier nanoClock,
        Consumer<CallEvent> events) {}
