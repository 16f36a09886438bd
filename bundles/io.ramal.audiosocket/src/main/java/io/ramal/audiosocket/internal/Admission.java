package io.ramal.audiosocket.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Counts the lines that are up, in all and by address, and says when there are enough. Any thread. */
final class Admission {
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int lines;

    /** Takes a place; empty when there was one. */
    synchronized Optional<Refusal> enter(InetAddress from, Settings settings) {
        int ofAddress = byAddress.getOrDefault(from, 0);
        if (lines >= settings.maxConnections()) {
            return Optional.of(Refusal.CONNECTIONS_MAX);
        }
        if (ofAddress >= settings.maxConnectionsPerAddress()) {
            return Optional.of(Refusal.CONNECTIONS_PER_ADDRESS_MAX);
        }
        lines++;
        byAddress.put(from, ofAddress + 1);
        return Optional.empty();
    }

    /** Gives the place back, once for each that was taken. */
    synchronized void leave(InetAddress from) {
        lines--;
        byAddress.computeIfPresent(from, (a, n) -> n == 1 ? null : n - 1);
        if (lines == 0) {
            notifyAll();
        }
    }

    /** Waits until no line is up, at most {@code limit}; false when some still are. */
    synchronized boolean awaitEmpty(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); lines > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lines == 0;
    }

    synchronized int lines() {
        return lines;
    }
}
