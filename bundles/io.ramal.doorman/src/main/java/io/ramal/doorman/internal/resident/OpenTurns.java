package io.ramal.doorman.internal.resident;

import java.util.TreeMap;

/**
 * Turns of the resident that have begun and of which nothing has been told yet. A turn of nothing but a murmur never ends
 * here, so none is waited for without limit; turns may also end in another order than they began.
 */
final class OpenTurns {
    /** A turn is over when the next begins; its words come within this time, from another engine too, or not at all. */
    private static final long LATE = 5_000_000_000L;

    private static final int MAX = 8;

    /** Since when there has been a later one, by turn. */
    private final TreeMap<Long, Long> superseded = new TreeMap<>();

    private long newest;

    void started(long turn, long nanoTime) {
        superseded.computeIfPresent(newest, (open, since) -> nanoTime);
        newest = turn;
        superseded.put(turn, nanoTime);
        if (superseded.size() > MAX) {
            superseded.pollFirstEntry();
        }
    }

    void settled(long turn) {
        superseded.remove(turn);
    }

    /** Nobody is speaking and nothing is on its way. */
    void quiet() {
        superseded.clear();
    }

    /** Whether somebody has begun to speak after this turn. */
    boolean after(long turn) {
        return !superseded.tailMap(turn, false).isEmpty();
    }

    /** Whether the words of an earlier turn may still come. */
    boolean before(long turn, long nanoTime) {
        return superseded.headMap(turn).values().stream().anyMatch(since -> nanoTime - since < LATE);
    }
}
