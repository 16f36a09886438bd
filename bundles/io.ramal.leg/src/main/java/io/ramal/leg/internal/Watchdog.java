package io.ramal.leg.internal;

/** Ends calls that last too long and lines that are dead. */
final class Watchdog {
    /** What is to be done. */
    enum Move {
        NONE,
        GOODBYE,
        HANGUP
    }

    /** How long the goodbye may take before the line is cut. */
    private static final long GRACE = 20_000_000_000L;

    private final long callMax;
    private final long idle;
    private long start;
    private long lastInput;
    private boolean started;
    private boolean input;
    private boolean goodbye;

    Watchdog(int callMaxMs, int idleMs) {
        this.callMax = callMaxMs * 1_000_000L;
        this.idle = idleMs * 1_000_000L;
    }

    /** The peer sent sound or a key. */
    void input() {
        input = true;
    }

    Move tick(long nanoTime) {
        if (!started) {
            started = true;
            start = nanoTime;
            lastInput = nanoTime;
        }
        if (input) {
            input = false;
            lastInput = nanoTime;
        }
        if (nanoTime - lastInput >= idle || nanoTime - start >= callMax + GRACE) {
            return Move.HANGUP;
        }
        if (!goodbye && nanoTime - start >= callMax) {
            goodbye = true;
            return Move.GOODBYE;
        }
        return Move.NONE;
    }
}
