package io.ramal.doorman.internal;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of questions that were asked ahead, of all conversations. Thread-safe. */
final class AheadCounters {
    private final LongAdder used = new LongAdder();
    private final LongAdder thrownAway = new LongAdder();

    /** The caller had said just that. */
    void used() {
        used.increment();
    }

    /** The caller went on, or said something else. */
    void thrownAway() {
        thrownAway.increment();
    }

    /** In the terms of {@link io.ramal.call.CallStatistics}. */
    Map<String, Long> counts() {
        return Map.of("answers_ahead_used", used.sum());
    }

    /** In the terms of {@link io.ramal.call.CallStatistics}. */
    Map<String, Long> drops() {
        return Map.of("answers_ahead", thrownAway.sum());
    }
}
