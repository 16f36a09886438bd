package io.ramal.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast and how reliable a provider has been.
 *
 * @param answered times it has done what it was asked for, since it was registered
 * @param failed times it has not, since it was registered
 * @param lastFailure reason of the last failure, empty when there was none
 * @param lastFailureAt when that was, null when there was none
 * @param circuit whether its failures keep it from being chosen
 * @param measured latencies that the percentiles rest on: those of the last minutes
 * @param p50 half of them were faster; zero when none were measured
 * @param p95 95 % of them were faster
 * @param p99 99 % of them were faster
 */
public record ProviderPerformance(
        long answered,
        long failed,
        String lastFailure,
        @Nullable Instant lastFailureAt,
        Circuit circuit,
        long measured,
        Duration p50,
        Duration p95,
        Duration p99) {
    /** Whether failures keep a provider from being chosen. */
    public enum Circuit {
        /** It is chosen. */
        CLOSED,
        /** It has failed too often and is tried again by a few utterances. */
        HALF_OPEN,
        /** It has failed too often and is not chosen for a while. */
        OPEN
    }

    /** Nothing is known of it yet. */
    public static final ProviderPerformance NONE =
            new ProviderPerformance(0, 0, "", null, Circuit.CLOSED, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public ProviderPerformance {
        Objects.requireNonNull(lastFailure);
        Objects.requireNonNull(circuit);
    }
}
