package io.ramal.leg.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a leg behaves; times in ms.
 *
 * @param turnSilenceMs silence that ends a turn
 * @param turnSilenceCompleteMs the same once the recogniser holds the sentence for complete
 * @param turnPresumeMs silence within a turn after which what has been understood of it is told; 0 for never
 * @param turnMaxMs a turn that lasts longer is cut, and the next one begins
 * @param onsetMs speech within 200 ms that begins a turn
 * @param lookBackMs sound before the onset that the recogniser gets too
 * @param bargeInMs speech within 300 ms that pauses us
 * @param bargeInConfirmMs further speech that makes the pause an interruption
 * @param bargeInResumeMs silence that makes the pause a false alarm
 * @param noInputMs silence after which the caller is reminded
 * @param coverAfterMs wait for an answer, from the end of the turn, after which it is covered
 * @param coverRepeatMs from one cover to the next
 * @param coverMax covers of one wait
 * @param callMaxMs a call that lasts longer is ended with a goodbye
 * @param lineIdleMs a line without sound and keys for so long is hung up
 */
record LegSettings(
        int turnSilenceMs,
        int turnSilenceCompleteMs,
        int turnPresumeMs,
        int turnMaxMs,
        int onsetMs,
        int lookBackMs,
        int bargeInMs,
        int bargeInConfirmMs,
        int bargeInResumeMs,
        int noInputMs,
        int coverAfterMs,
        int coverRepeatMs,
        int coverMax,
        int callMaxMs,
        int lineIdleMs) {
    static final int TURN_SILENCE_MIN_MS = 200;
    static final int TURN_SILENCE_MAX_MS = 10_000;

    /**
     * The same for a leg that has its own silence.
     *
     * @param silence brought into the range of the setting; null for the setting
     */
    LegSettings withTurnSilence(@Nullable Duration silence) {
        if (silence == null) {
            return this;
        }
        long ms = Math.max(TURN_SILENCE_MIN_MS, Math.min(silence.toMillis(), TURN_SILENCE_MAX_MS));
        return new LegSettings(
                (int) ms,
                turnSilenceCompleteMs,
                turnPresumeMs,
                turnMaxMs,
                onsetMs,
                lookBackMs,
                bargeInMs,
                bargeInConfirmMs,
                bargeInResumeMs,
                noInputMs,
                coverAfterMs,
                coverRepeatMs,
                coverMax,
                callMaxMs,
                lineIdleMs);
    }
}
