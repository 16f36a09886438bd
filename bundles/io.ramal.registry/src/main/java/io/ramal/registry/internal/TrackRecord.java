package io.ramal.registry.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderPerformance.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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

    private record Failure(String reason, Instant at) {}

    /** What a failed call is to the circuit; without a stack trace, which tells nothing here. */
    private static final class NotServed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotServed(String reason) {
            super(reason, null, false, false);
        }
    }

    private final String name;
    private final Clock clock;
    private final CircuitBreaker circuit;
    private final Latencies latencies;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Failure last;
    private volatile boolean failing;

    /** @param name role and id, for the log */
    TrackRecord(String name, CircuitSettings settings, Clock clock, LongSupplier nanoClock) {
        this.name = name;
        this.clock = clock;
        this.latencies = new Latencies(nanoClock);
        this.circuit = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(100f * settings.failures() / settings.window())
                        .waitDurationInOpenState(settings.open())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // a probe that ends without a verdict must not keep the circuit half open for ever
                        .maxWaitDurationInHalfOpenState(settings.open())
                        .clock(clock)
                        .currentTimestampFunction(c -> nanoClock.getAsLong(), TimeUnit.NANOSECONDS)
                        .build());
    }

    /** Whether it may be asked now; whoever is told yes says how it went, or calls {@link #withdraw}. */
    boolean permits() {
        return circuit.tryAcquirePermission();
    }

    /** Whether it is kept from being chosen. */
    boolean open() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    /** What was permitted has come to no verdict. */
    void withdraw() {
        circuit.releasePermission();
    }

    void served(Duration latency) {
        answered.increment();
        latencies.record(latency);
        circuit.onSuccess(latency.toNanos(), TimeUnit.NANOSECONDS);
        Failure before = last;
        if (failing
                && before != null
                && Duration.between(before.at, clock.instant()).compareTo(CALM) > 0) {
            failing = false;
            log.info("Provider {} serves again", name);
        }
    }

    void failed(String reason) {
        failed.increment();
        last = new Failure(reason, clock.instant());
        boolean before = open();
        circuit.onError(0, TimeUnit.NANOSECONDS, new NotServed(reason));
        if (!failing) {
            failing = true;
            log.warn("Provider {} failed: {}", name, reason);
        }
        if (!before && open()) {
            log.warn("Provider {} fails too often and is left out for a while: {}", name, reason);
        }
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
