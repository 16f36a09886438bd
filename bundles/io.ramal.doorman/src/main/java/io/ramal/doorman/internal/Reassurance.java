package io.ramal.doorman.internal;

import io.ramal.doorman.internal.talk.Countdown;
import java.time.Duration;

/** When to tell somebody who waits for an answer that it is on its way. Counted in the ticks of a leg. */
final class Reassurance {
    /** Silence that begins to feel like a dead line. */
    private static final Duration FIRST = Duration.ofMillis(1_800);
    /** From the beginning of one to the next. */
    private static final Duration AGAIN = Duration.ofSeconds(4);

    private final Countdown first = new Countdown(FIRST);
    private final Countdown again = new Countdown(AGAIN);

    /** A wait begins in silence. */
    void start() {
        again.stop();
        first.start();
    }

    /** A wait goes on, and something has just been said about it. */
    void given() {
        first.stop();
        again.start();
    }

    void stop() {
        first.stop();
        again.stop();
    }

    /** Whether it is time for one now; the time to the next then begins. */
    boolean due(long nanoTime) {
        boolean due = first.expired(nanoTime) || again.expired(nanoTime);
        if (due) {
            given();
        }
        return due;
    }
}
