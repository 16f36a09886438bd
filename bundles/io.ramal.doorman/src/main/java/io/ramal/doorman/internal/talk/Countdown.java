package io.ramal.doorman.internal.talk;

import java.time.Duration;

/** A time limit counted in the ticks of a leg, beginning with the first tick after its start. */
public final class Countdown {
    private final long nanos;
    private long limit;
    private boolean running;
    private boolean anchored;
    private long since;

    public Countdown(Duration time) {
        this.nanos = time.toNanos();
    }

    public void start() {
        start(Duration.ZERO);
    }

    /** With another time than its own. */
    public void startFor(Duration time) {
        start(time.minusNanos(nanos));
    }

    /** The time begins after a while that does not count. */
    public void start(Duration before) {
        limit = nanos + before.toNanos();
        running = true;
        anchored = false;
    }

    /** The while that does not count counts after all. */
    public void hurry() {
        limit = nanos;
    }

    public void stop() {
        running = false;
    }

    public boolean running() {
        return running;
    }

    /** Whether the time is up now; it then stops. */
    public boolean expired(long nanoTime) {
        if (!running) {
            return false;
        }
        if (!anchored) {
            anchored = true;
            since = nanoTime;
            return false;
        }
        if (nanoTime - since < limit) {
            return false;
        }
        running = false;
        return true;
    }
}
