package io.ramal.leg.internal;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was dropped or went wrong on all legs together. */
final class LegCounters {
    /** Utterances refused because the say-queue was full. */
    final LongAdder utterancesRefused = new LongAdder();
    /** Utterances cut at the longest sound an utterance may have. */
    final LongAdder utterancesCut = new LongAdder();
    /** Turns that could not be recorded for a second recogniser because they came in too many frames. */
    final LongAdder turnsNotRecorded = new LongAdder();
    /** Turns given up because the recognisers of earlier ones had not answered. */
    final LongAdder turnsGivenUp = new LongAdder();
    /** Prompts not written to disk because the writer was behind. */
    final LongAdder storesDropped = new LongAdder();

    /** All of them, by name. */
    Map<String, Long> drops() {
        return Map.of(
                "utterances_refused", utterancesRefused.sum(),
                "utterances_cut", utterancesCut.sum(),
                "turns_not_recorded", turnsNotRecorded.sum(),
                "turns_given_up", turnsGivenUp.sum(),
                "stores_dropped", storesDropped.sum());
    }
}
