package io.ramal.registry.internal;

import io.ramal.testkit.FakeClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, by a clock that stands still. */
final class FakeInstants extends Clock {
    private final FakeClock clock;

    FakeInstants(FakeClock clock) {
        this.clock = clock;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(clock.getAsLong());
    }
}
