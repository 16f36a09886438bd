package io.ramal.leg.internal;

/**
 * Covers the wait for an answer: tells when to say that it takes a moment. The first cover comes {@code cover.after.ms}
 * after the end of the caller's turn, the next ones {@code cover.repeat.ms} from start to start or {@value #MAX_QUIET_MS}
 * ms after the last sound, whichever is sooner, at most {@code cover.max} of them.
 */
final class Cover {
    private static final long MAX_QUIET_MS = 2400;
    private static final long RETRY = 200_000_000;

    private final long after;
    private final long repeat;
    private final int max;

    private long turn;
    private long newerThan;
    private long lastSound;
    private long lastCover;
    private long notBefore;
    private int covers;

    Cover(int afterMs, int repeatMs, int max) {
        this.after = afterMs * 1_000_000L;
        this.repeat = repeatMs * 1_000_000L;
        this.max = max;
    }

    /**
     * An answer is awaited from now on.
     *
     * @param lastUtterance id of the newest utterance so far; only a newer one can be the answer
     */
    void expect(long awaited, long lastUtterance, long nanoTime) {
        turn = awaited;
        newerThan = lastUtterance;
        lastSound = nanoTime;
        notBefore = nanoTime;
        covers = 0;
    }

    /** The turn's text is there: only what is said from now on can be the answer. The wait goes on. */
    void understood(long awaited, long lastUtterance, long nanoTime) {
        if (turn == awaited) {
            newerThan = lastUtterance;
        } else {
            expect(awaited, lastUtterance, nanoTime);
        }
    }

    /** No answer to this turn is awaited any more. */
    void nothing(long awaited) {
        if (turn == awaited) {
            turn = 0;
        }
    }

    boolean pending() {
        return turn > 0;
    }

    /** Something newer is said, or could not be said: the wait is over if it was the answer. */
    void settled(long utteranceId, long answers) {
        if (utteranceId > newerThan && (answers == 0 || answers >= turn)) {
            turn = 0;
        }
    }

    /**
     * Whether a cover is due now.
     *
     * @param sound whether anybody, we or the caller, is making sound
     */
    boolean due(long nanoTime, boolean sound) {
        if (sound) {
            lastSound = nanoTime;
        }
        if (turn == 0 || sound || nanoTime - notBefore < 0) {
            return false;
        }
        if (covers == max) {
            if (nanoTime - lastSound >= repeat) {
                turn = 0;
            }
            return false;
        }
        return covers == 0
                ? nanoTime - lastSound >= after
                : nanoTime - lastCover >= repeat || nanoTime - lastSound >= MAX_QUIET_MS * 1_000_000;
    }

    /** The number of covers said for this wait so far. */
    int next() {
        return covers;
    }

    /** A cover could not be said now; it is due again a little later. */
    void postponed(long nanoTime) {
        notBefore = nanoTime + RETRY;
    }

    /** A cover is being said. */
    void covered(long nanoTime) {
        covers++;
        lastCover = nanoTime;
        lastSound = nanoTime;
    }
}
