package io.ramal.testkit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A nanosecond clock that only moves when told. */
public final class FakeClock implements LongSupplier {
    private long nanos = 1_000_000_000L;

    @Override
    public long getAsLong() {
        return nanos;
    }

    /** Moves on by {@code duration}. */
    public void advance(Duration duration) {
        nanos += duration.toNanos();
    }
}
