package io.ramal.leg.internal;

/**
 * Covers the wait for an answer: tells when the caller is to hear something. The first cover comes {@code cover.after.ms}
 * after the caller's turn was over, the next ones {@code cover.repeat.ms} from start to start, at most {@code cover.max} of
 * them. However that is set, {@value #LIMIT_MS} ms of silence are the most after the first; before it, too, where {@code
 * cover.after.ms} is not longer.
 */
final class Cover {
    /** What is to be heard. */
    enum Need {
        NOTHING,
        /** Words, if they can be had. */
        WORDS,
        /** Something, now. */
        SOUND
    }

    private static final long LIMIT_MS = 2300;
    private static final long LIMIT = LIMIT_MS * 1_000_000;
    /** Silence after which further words are due, whatever {@code cover.repeat.ms} says: an engine has the rest of the limit. */
    private static final long NEXT = 2_000_000_000L;
    /** What has just been understood, answered or tried may be heard within this time: no cover gets in its way. */
    private static final long GRACE = 300_000_000;
    /** A wait that begins so soon after another one is the same silence to the caller. */
    private static final long SEAM = 500_000_000;

    private final long after;
    private final long repeat;
    private final int max;

    private long turn;
    private long newerThan;
    private boolean waited;
    private long lastWait;
    private long quietSince;
    private long lastCover;
    private long notBefore;
    private int covers;

    Cover(int afterMs, int repeatMs, int max) {
        this.after = afterMs * 1_000_000L;
        this.repeat = repeatMs * 1_000_000L;
        this.max = max;
    }

    /**
     * A turn was understood: its answer is awaited from now on.
     *
     * @param lastUtterance id of the newest utterance so far; only a newer one can be the answer
     */
    void expect(long awaited, long lastUtterance, long nanoTime) {
        if (turn > 0) {
            covers = 0;
        }
        turn = awaited;
        newerThan = lastUtterance;
        progress(nanoTime);
    }

    /** Whether an answer is awaited. */
    boolean pending() {
        return turn > 0;
    }

    /** Something newer is said, or could not be said: the wait is over if it was the answer. */
    void settled(long utteranceId, long answers) {
        if (utteranceId > newerThan && (answers == 0 || answers >= turn)) {
            turn = 0;
        }
    }

    /** The wait will perhaps be over in a moment. */
    void progress(long nanoTime) {
        notBefore = nanoTime + GRACE;
    }

    /**
     * What is due now.
     *
     * @param sound whether anybody, we or the caller, is making sound
     * @param waiting whether the caller waits: for a text, an answer or its sound
     * @param doubtful whether it may be that there is nothing to wait for: words come as late as they can
     */
    Need due(long nanoTime, boolean sound, boolean waiting, boolean doubtful) {
        if (waiting && !(waited && nanoTime - lastWait < SEAM)) {
            quietSince = nanoTime;
            covers = 0;
        }
        if (waiting) {
            waited = true;
            lastWait = nanoTime;
        }
        if (sound) {
            quietSince = nanoTime;
        }
        if (sound || !waiting) {
            return Need.NOTHING;
        }
        long quiet = nanoTime - quietSince;
        if (covers >= max) {
            if (quiet >= repeat) {
                turn = 0;
            }
            return Need.NOTHING;
        }
        if (quiet >= (covers == 0 ? Math.max(after, LIMIT) : LIMIT)) {
            return Need.SOUND;
        }
        boolean due = covers == 0 ? !doubtful && quiet >= after : quiet >= NEXT || nanoTime - lastCover >= repeat;
        return due && nanoTime - notBefore >= 0 ? Need.WORDS : Need.NOTHING;
    }

    /** The number of covers that were heard in this wait. */
    int next() {
        return covers;
    }

    /** A cover is asked for. */
    void asked(long nanoTime) {
        lastCover = nanoTime;
        progress(nanoTime);
    }

    /** A cover is heard. */
    void heard() {
        covers++;
    }
}
