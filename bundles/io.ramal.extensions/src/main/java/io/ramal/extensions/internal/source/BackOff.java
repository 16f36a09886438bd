package io.ramal.extensions.internal.source;

import java.time.Duration;

/** How long to wait before the next attempt: doubled by each failure, up to a limit. */
final class BackOff {
    private Duration next = Duration.ZERO;

    /** The time to wait after one more failure. */
    Duration next(FeedSettings.Timing timing) {
        Duration now = next.compareTo(timing.firstRetry()) < 0 ? timing.firstRetry() : next;
        if (now.compareTo(timing.longestRetry()) > 0) {
            now = timing.longestRetry();
        }
        next = now.multipliedBy(2);
        return now;
    }

    /** Whether nothing has failed since the last success. */
    boolean isReset() {
        return next.isZero();
    }

    void reset() {
        next = Duration.ZERO;
    }
}
