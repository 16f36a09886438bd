package io.ramal.visit.internal;

import io.ramal.call.Reception;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the operator lets new visits in, and the sign that says that they are taken in: nobody drains the server and
 * there is somebody to serve them. Safe for any thread; no lock is held while the sign is set.
 */
final class FrontDoor implements Reception {
    /** Shows whether new visits are taken in; called by one thread at a time, and only when it has changed. */
    @FunctionalInterface
    interface Sign {
        void show(boolean accepting);
    }

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Sign sign;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();
    private volatile boolean staffed;
    /** Touched only by whoever is in {@link #settle}. */
    private boolean shown;

    /** Nobody is there yet: the sign is away. */
    FrontDoor(Sign sign) {
        this.sign = sign;
    }

    @Override
    public boolean accepting() {
        return !draining.get();
    }

    @Override
    public void drain() {
        if (draining.compareAndSet(false, true)) {
            LOG.info("Draining: new visits are refused, calls that are up go on");
        }
        settle();
    }

    @Override
    public void resume() {
        if (draining.compareAndSet(true, false)) {
            LOG.info("Visits are taken in again");
        }
        settle();
    }

    /** Somebody serves visits from now on, or nobody does any more; the sign is set before this returns. Idempotent. */
    void staffed(boolean now) {
        staffed = now;
        settle();
    }

    /** Sets the sign. Who comes while another thread is at it leaves it to that one, which looks again. */
    private void settle() {
        if (changes.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = changes.get();
            if (shown != (staffed && accepting())) {
                shown = !shown;
                show(shown);
            }
        } while (changes.addAndGet(-seen) != 0);
    }

    private void show(boolean accepting) {
        try {
            sign.show(accepting);
        } catch (RuntimeException e) {
            // the door itself works without its sign
            LOG.error("It cannot be shown that visits are {}", accepting ? "taken in" : "refused", e);
        }
    }
}
