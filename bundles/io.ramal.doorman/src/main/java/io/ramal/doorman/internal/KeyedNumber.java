package io.ramal.doorman.internal;

import io.ramal.doorman.internal.talk.Countdown;
import java.time.Duration;

/** A number on its way in by keys: over at {@code #}, after a pause, or when it cannot be longer. */
final class KeyedNumber {
    /** What a key or a tick came to. */
    enum Step {
        /** More may follow. */
        OPEN,
        /** The number is complete: {@link KeyedNumber#take}. */
        COMPLETE,
        /** The caller wants to begin again. */
        CLEARED,
        /** The key means nothing here. */
        INVALID
    }

    static final int MAX_DIGITS = 6;

    private final StringBuilder digits = new StringBuilder();
    private final Countdown gap;

    KeyedNumber(Duration gap) {
        this.gap = new Countdown(gap);
    }

    Step key(char key) {
        if (key == '*') {
            clear();
            return Step.CLEARED;
        }
        if (key == '#') {
            return digits.isEmpty() ? Step.INVALID : Step.COMPLETE;
        }
        if (key < '0' || key > '9') {
            return Step.INVALID;
        }
        digits.append(key);
        gap.start();
        return digits.length() == MAX_DIGITS ? Step.COMPLETE : Step.OPEN;
    }

    Step tick(long nanoTime) {
        return gap.expired(nanoTime) ? Step.COMPLETE : Step.OPEN;
    }

    /** Whether a number has been begun: its end will come by itself. */
    boolean pending() {
        return !digits.isEmpty();
    }

    String take() {
        String number = digits.toString();
        clear();
        return number;
    }

    void clear() {
        digits.setLength(0);
        gap.stop();
    }
}
