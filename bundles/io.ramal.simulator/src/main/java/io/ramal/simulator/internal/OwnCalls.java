package io.ramal.simulator.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Which calls are simulated: those that are up, and those that were until an hour ago, for whoever still has to do with
 * them. Forgetting one early could make it look real, so that no more are placed than can be remembered. Any thread; the
 * lock is held for a look into small maps only.
 */
final class OwnCalls {
    static final Duration KEPT = Duration.ofHours(1);
    /** Some megabytes; one every third of a second for an hour. */
    static final int MAX = 10_000;

    private final LongSupplier clock;
    private final Set<UUID> up = new HashSet<>();
    /** When they ended, oldest first. */
    private final Map<UUID, Long> over = new LinkedHashMap<>();

    /** @param clock nanoseconds */
    OwnCalls(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * A call is about to be placed.
     *
     * @throws IOException when too many were within the hour
     */
    synchronized void begin(UUID id) throws IOException {
        forget();
        if (up.size() + over.size() >= MAX) {
            throw new IOException("there were " + MAX + " simulated calls within an hour; wait some minutes");
        }
        up.add(id);
    }

    /** It is over, also for the server. */
    synchronized void end(UUID id) {
        forget();
        if (up.remove(id)) {
            // a number used once more counts from its last end, and so stands last
            over.remove(id);
            over.put(id, clock.getAsLong());
        }
    }

    synchronized boolean owns(UUID id) {
        return up.contains(id) || over.containsKey(id);
    }

    private void forget() {
        long now = clock.getAsLong();
        Iterator<Long> ends = over.values().iterator();
        while (ends.hasNext() && now - ends.next() > KEPT.toNanos()) {
            ends.remove();
        }
    }
}
