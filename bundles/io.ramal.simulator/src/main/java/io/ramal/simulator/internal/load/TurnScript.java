package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.GapMeter;
import org.HdrHistogram.Histogram;

/**
 * One caller who waits for the greeting, speaks, waits for the answer and perhaps speaks into it. Measures from outside what a
 * caller would notice. Not thread-safe; times are nanoseconds.
 */
final class TurnScript {
    /** It has stopped, and does not only pause between words, after this long. */
    static final long STOPPED = 300_000_000L;
    /** So far into an answer it is interrupted. */
    static final long INTO_ANSWER = 400_000_000L;
    /** A turn without an answer is given up. */
    static final long PATIENCE = 30_000_000_000L;

    private final int turns;
    private final boolean bargeIn;
    private final int speechFrames;
    private final long threshold;
    private final long pause;
    private final Results results;

    private State state = State.LISTENING;
    private boolean heard;
    private boolean loud;
    private long lastLoud;
    /** Since when the caller waits for a sound: their turn is over, or the agent was last heard. */
    private long waitsSince;

    private long quietSince;
    private long since;
    private long onset;
    private long speechEnd;
    private int frame;
    private int done;
    private boolean interrupting;

    /** What many calls measure together; µs. */
    static final class Results {
        final Histogram answers = GapMeter.histogram();
        /** From the caller's onset to the agent's last sound: an agent stopped between two words was silent before. */
        final Histogram bargeIns = GapMeter.histogram();
        /** Between two sounds of an agent who has not ended, and from the end of a caller's turn (threshold included) to the first sound. */
        final Histogram quiet = GapMeter.histogram();

        long early;
        long unanswered;
        long notStopped;
        /** No further turn begins; set by another thread. */
        volatile boolean enough;
    }

    private enum State {
        LISTENING,
        TALKING,
        WAITING,
        ANSWERED,
        FINISHED
    }

    /**
     * @param threshold ns taken off each answer time
     * @param pause ns of quiet after which the agent has ended
     */
    TurnScript(int turns, boolean bargeIn, int speechFrames, long threshold, long pause, Results results) {
        this.turns = turns;
        this.bargeIn = bargeIn;
        this.speechFrames = speechFrames;
        this.threshold = threshold;
        this.pause = pause;
        this.results = results;
    }

    void begin(long now) {
        since = now;
        waitsSince = now;
    }

    boolean finished() {
        return state == State.FINISHED;
    }

    /** The agent's next frame. */
    void heard(boolean isLoud, long now) {
        if (isLoud) {
            if (state != State.TALKING && state != State.FINISHED) {
                long quiet = Math.max(0, (now - waitsSince) / 1000);
                results.quiet.recordValue(Math.min(quiet, results.quiet.getHighestTrackableValue()));
                waitsSince = now;
            }
            if (state == State.WAITING) {
                answered(now);
            }
            heard = true;
            lastLoud = now;
        } else if (loud) {
            quietSince = now;
        }
        loud = isLoud;
    }

    /** @return index of the frame of speech to send now, or -1 for background */
    int next(long now) {
        switch (state) {
            case LISTENING -> listen(now);
            case ANSWERED -> {
                if (now - since >= INTO_ANSWER) {
                    talk(now, loud || now - lastLoud < STOPPED);
                }
            }
            case WAITING -> giveUp(now);
            default -> {}
        }
        return state == State.TALKING ? speak(now) : -1;
    }

    private void listen(long now) {
        if (heard && !loud && now - lastLoud >= pause) {
            talk(now, false);
        } else {
            giveUp(now);
        }
    }

    private void giveUp(long now) {
        if (now - since >= PATIENCE) {
            results.unanswered++;
            heard = true;
            turnOver(now, State.LISTENING);
        }
    }

    private void talk(long now, boolean over) {
        state = State.TALKING;
        frame = 0;
        onset = now;
        interrupting = over;
    }

    private int speak(long now) {
        judgeInterruption(now, false);
        int index = frame++;
        if (frame == speechFrames) {
            judgeInterruption(now, true);
            speechEnd = now;
            waitsSince = now + threshold;
            since = now;
            state = State.WAITING;
        }
        return index;
    }

    private void judgeInterruption(long now, boolean last) {
        if (!interrupting) {
            return;
        }
        if (!loud && now - lastLoud >= STOPPED) {
            results.bargeIns.recordValue(Math.max(0, (quietSince - onset) / 1000));
            interrupting = false;
        } else if (last) {
            results.notStopped++;
            interrupting = false;
        }
    }

    private void answered(long now) {
        long overhead = now - speechEnd - threshold;
        if (overhead < 0) {
            results.early++;
        } else {
            results.answers.recordValue(Math.min(overhead / 1000, results.answers.getHighestTrackableValue()));
        }
        turnOver(now, bargeIn ? State.ANSWERED : State.LISTENING);
    }

    private void turnOver(long now, State next) {
        done++;
        since = now;
        state = done >= turns || results.enough ? State.FINISHED : next;
    }
}
