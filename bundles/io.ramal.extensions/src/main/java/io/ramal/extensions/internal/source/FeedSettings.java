package io.ramal.extensions.internal.source;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator sets about the sources.
 *
 * @param databaseExpected whether a database is configured; without one the file holds
 * @param databaseName the database as people know it, such as {@code db1:5432/ramal}; no secret
 * @param autoRefresh whether the table is also read every {@code interval}, notified or not
 * @param interval time between two such readings
 * @param timing how long things are waited for
 */
public record FeedSettings(
        boolean databaseExpected, String databaseName, boolean autoRefresh, Duration interval, Timing timing) {
    public FeedSettings {
        Objects.requireNonNull(databaseName);
        Objects.requireNonNull(timing);
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be more than nothing");
        }
    }

    public FeedSettings(boolean databaseExpected, String databaseName, boolean autoRefresh, Duration interval) {
        this(databaseExpected, databaseName, autoRefresh, interval, Timing.USUAL);
    }

    /**
     * How long things are waited for.
     *
     * @param firstWait for the database's first answer when there is nothing else to serve, and for its data source
     * @param debounce for further notifications after one; five times that at most
     * @param firstRetry until the first attempt after a failure, doubled by each further failure
     * @param longestRetry the longest time between two attempts
     * @param answer for one reading of the table, or for the connection that listens
     * @param quiet how long the connection that listens may hear nothing before it asks whether the server is there
     */
    public record Timing(
            Duration firstWait,
            Duration debounce,
            Duration firstRetry,
            Duration longestRetry,
            Duration answer,
            Duration quiet) {
        /** What is right for a server. */
        public static final Timing USUAL = new Timing(
                Duration.ofSeconds(3),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
