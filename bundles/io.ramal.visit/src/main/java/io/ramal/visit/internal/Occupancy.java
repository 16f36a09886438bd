package io.ramal.visit.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the visits that are up on each extension, and says when there are enough. Safe for any thread. */
final class Occupancy {
    private final Map<Integer, Integer> visits = new ConcurrentHashMap<>();

    /**
     * Takes a place.
     *
     * @param extension id of the pair
     * @param max places there are, null for as many as come
     * @return false when there is none left
     */
    boolean enter(int extension, @Nullable Integer max) {
        boolean[] entered = new boolean[1];
        visits.compute(extension, (id, n) -> {
            int up = n == null ? 0 : n;
            entered[0] = max == null || up < max;
            return entered[0] ? Integer.valueOf(up + 1) : n;
        });
        return entered[0];
    }

    /** Gives a place back, once for each that was taken. */
    void leave(int extension) {
        visits.computeIfPresent(extension, (id, n) -> n == 1 ? null : n - 1);
    }
}
