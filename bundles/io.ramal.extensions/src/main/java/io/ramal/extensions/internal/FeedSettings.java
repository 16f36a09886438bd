package io.ramal.extensions.internal;

import java.time.Duration;

/**
 * Where the rows come from.
 *
 * @param databaseHost where the database is, empty when none is expected
 * @param autoRefresh whether the table is also read at intervals
 * @param interval between two of these readings
 */
record FeedSettings(String databaseHost, boolean autoRefresh, Duration interval) {
    static final int SHORTEST_SECONDS = 10;
    static final int LONGEST_SECONDS = 86_400;
    static final int DEFAULT_SECONDS = 3_600;
}
