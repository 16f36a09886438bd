package io.ramal.leg.internal;

/**
 * How long something has been waited for, by the writer's clock. A step of it counts at most {@value #MAX_STEP_MS} ms:
 * nobody is late because the whole process stood still.
 */
final class Wait {
    private static final long MAX_STEP_MS = 100;
    private static final long MAX_STEP = MAX_STEP_MS * 1_000_000;

    private long last;
    private long waited;
    private boolean ticked;

    /** Counts anew, from the next tick on. */
    void start() {
        waited = 0;
        ticked = false;
    }

    /** Nanoseconds so far. */
    long tick(long nanoTime) {
        if (ticked) {
            waited += Math.max(0, Math.min(nanoTime - last, MAX_STEP));
        }
        ticked = true;
        last = nanoTime;
        return waited;
    }

    /** Time passes that is not waited. */
    void pass(long nanoTime) {
        ticked = true;
        last = nanoTime;
    }

    /** As of the last tick. */
    long nanos() {
        return waited;
    }
}
