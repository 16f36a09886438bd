package io.ramal.registry.internal;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the last {@value #WINDOW_MINUTES} to {@code 2 * }{@value #WINDOW_MINUTES} minutes, in ms up to two minutes.
 * Thread-safe; recording takes no lock.
 */
final class Latencies {
    private static final int WINDOW_MINUTES = 5;
    private static final long WINDOW = WINDOW_MINUTES * 60_000_000_000L;
    private static final long HIGHEST_MS = 120_000;
    private static final int DIGITS = 2;

    private record Windows(long since, Histogram now, Histogram before) {}

    private final LongSupplier nanoClock;
    /** Replaced when a window is over; of two threads that do so at once, one may lose a value. */
    private volatile Windows windows;

    Latencies(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        windows = new Windows(nanoClock.getAsLong(), histogram(), histogram());
    }

    void record(Duration latency) {
        current().now.recordValue(Math.max(0, Math.min(latency.toMillis(), HIGHEST_MS)));
    }

    /** Both windows together, to be asked for percentiles. */
    Histogram snapshot() {
        Windows w = current();
        Histogram sum = histogram();
        sum.add(w.before);
        sum.add(w.now);
        return sum;
    }

    private Windows current() {
        Windows w = windows;
        long age = nanoClock.getAsLong() - w.since;
        if (age < WINDOW) {
            return w;
        }
        Windows next =
                new Windows(w.since + age / WINDOW * WINDOW, histogram(), age < 2 * WINDOW ? w.now : histogram());
        windows = next;
        return next;
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(HIGHEST_MS, DIGITS);
    }
}
