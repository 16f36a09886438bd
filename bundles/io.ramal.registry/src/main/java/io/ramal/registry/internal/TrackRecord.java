package io.ramal.registry.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderPerformance.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one provider has done: counts, latencies, and a circuit that keeps it from being chosen while it fails. Says once that
 * it fails and once that it serves again, however many calls notice; one that fails now and then counts as failing until it
 * has served for a minute. Thread-safe.
 */
final class TrackRecord {
    private static final Logger log = LoggerFactory.getLogger(TrackRecord.class);
    private static final Duration CALM = Duration.ofMinutes(1);

    /** Whether a provider may be asked now. */
    enum Permission {
        NO,
        YES,
        /** To find out whether it serves again; others wait for the verdict of this one. */
        PROBE
    }

    /** @param nanos when it was, by the clock that only goes on */
    private record Failure(String reason, Instant at, long nanos) {}

    private record Probe(Object holder, long since) {}

    /** What a failed call is to the circuit; without a stack trace, which tells nothing here. */
    private static final class NotServed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotServed(String reason) {
            super(reason, null, false, false);
        }
    }

    private final String name;
    private final CircuitSettings settings;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final CircuitBreaker circuit;
    private final Latencies latencies;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    /** Who the others wait for; null when nobody tries it out. */
    private final AtomicReference<@Nullable Probe> probe = new AtomicReference<>();

    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean leftOut = new AtomicBoolean();
    private volatile @Nullable Failure last;

    /**
     * @param name role and id, for the log
     * @param clock the time of day, for people
     * @param nanoClock measures how long things take
     */
    TrackRecord(String name, CircuitSettings settings, Clock clock, LongSupplier nanoClock) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.latencies = new Latencies(nanoClock);
        this.circuit = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.window())
                        .failureRateThreshold(100f * settings.failures() / settings.window())
                        .waitDurationInOpenState(settings.open())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(new MonotonicClock(nanoClock))
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(e -> entered(e.getStateTransition().getToState()));
        fillWindow();
    }

    /**
     * The library tells a share of failures, not a number. A window that is always full makes one of the other: without
     * this, two failures among the first three outcomes would be more than three among five.
     */
    private void fillWindow() {
        for (int i = 0; i < settings.window(); i++) {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    private void entered(State state) {
        Failure why = last;
        if (state == State.CLOSED) {
            fillWindow();
        } else if (state == State.OPEN && why != null && leftOut.compareAndSet(false, true)) {
            log.info("Provider {} fails too often and is left out for a while: {}", name, why.reason);
        }
    }

    /**
     * Whether it may be asked now. Whoever gets a {@link Permission#PROBE} says how it went, or calls {@link #withdraw}.
     *
     * @param holder who asks, nobody else
     */
    Permission permission(Object holder) {
        Probe mine = new Probe(holder, nanoClock.getAsLong());
        if (circuit.tryAcquirePermission()) {
            if (circuit.getState() != State.HALF_OPEN) {
                return Permission.YES;
            }
            probe.set(mine);
            return Permission.PROBE;
        }
        Probe before = probe.get();
        // not left to the library, whose thread for it would be nobody's
        boolean lost = circuit.getState() == State.HALF_OPEN
                && before != null
                && mine.since - before.since > settings.open().toNanos();
        return lost && probe.compareAndSet(before, mine) ? Permission.PROBE : Permission.NO;
    }

    /** Whether it is chosen like any other. */
    boolean closed() {
        return circuit.getState() == State.CLOSED;
    }

    /** A probe has come to no verdict. One that others have followed meanwhile has nothing to give back any more. */
    void withdraw(Object holder) {
        Probe now = probe.get();
        if (now != null && now.holder == holder && probe.compareAndSet(now, null)) {
            circuit.releasePermission();
        }
    }

    void served(Duration latency) {
        answered.increment();
        latencies.record(latency);
        // how long it took is the holder's to judge
        circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        Failure before = last;
        if (failing.get()
                && before != null
                && nanoClock.getAsLong() - before.nanos > CALM.toNanos()
                && failing.compareAndSet(true, false)) {
            leftOut.set(false);
            log.info("Provider {} serves again", name);
        }
    }

    void failed(String reason) {
        failed.increment();
        last = new Failure(reason, clock.instant(), nanoClock.getAsLong());
        if (failing.compareAndSet(false, true)) {
            log.warn("Provider {} failed: {}", name, reason);
        }
        circuit.onError(0, TimeUnit.NANOSECONDS, new NotServed(reason));
    }

    ProviderPerformance performance() {
        Histogram h = latencies.snapshot();
        Failure f = last;
        boolean none = h.getTotalCount() == 0;
        return new ProviderPerformance(
                answered.sum(),
                failed.sum(),
                f == null ? "" : f.reason,
                f == null ? null : f.at,
                switch (circuit.getState()) {
                    case OPEN, FORCED_OPEN -> Circuit.OPEN;
                    case HALF_OPEN -> Circuit.HALF_OPEN;
                    case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
                },
                h.getTotalCount(),
                none ? Duration.ZERO : Duration.ofMillis(h.getValueAtPercentile(50)),
                none ? Duration.ZERO : Duration.ofMillis(h.getValueAtPercentile(95)),
                none ? Duration.ZERO : Duration.ofMillis(h.getValueAtPercentile(99)));
    }
}
