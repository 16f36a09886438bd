package io.ramal.leg.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets legs do something costly one after the other where all would do it at once. Whoever is not admitted asks again with its
 * next tick. Thread-safe.
 */
final class Turnstile {
    private static final long NOBODY_YET = Long.MIN_VALUE;

    private final long gap;
    private final AtomicLong next = new AtomicLong(NOBODY_YET);

    /** @param gapMillis from one leg to the next */
    Turnstile(int gapMillis) {
        this.gap = gapMillis * 1_000_000L;
    }

    /** Whether it is the asking leg's turn, which is then over. */
    boolean admits(long nanoTime) {
        long open = next.get();
        return (open == NOBODY_YET || nanoTime - open >= 0) && next.compareAndSet(open, nanoTime + gap);
    }
}
