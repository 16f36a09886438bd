package io.ramal.doorman.internal;

import java.time.Duration;

/** A time limit counted in the ticks of a leg, beginning with the first tick after its start. */
final class Countdown {
    private final long nanos;
    private boolean running;
    private boolean anchored;
    private long since;

    Countdown(Duration time) {
        this.nanos = time.toNanos();
    }

    void start() {
        running = true;
        anchored = false;
    }

    void stop() {
        running = false;
    }

    boolean running() {
        return running;
    }

    /** Whether the time is up now; it then stops. */
    boolean expired(long nanoTime) {
        if (!running) {
            return false;
        }
        if (!anchored) {
            anchored = true;
            since = nanoTime;
            return false;
        }
        if (nanoTime - since < nanos) {
            return false;
        }
        running = false;
        return true;
    }
}
