package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Level;

/**
 * Tells whether the agent is speaking: a level gate that bridges the pauses between words. Enough for a voice on a line that
 * is digitally silent otherwise. Not thread-safe; times are nanoseconds of one clock.
 */
final class AgentEar {
    /** Sound below this is silence, in dBFS. */
    static final double GATE_DBFS = -50;
    /** A pause shorter than this belongs to the speech. */
    static final long HANGOVER = 300_000_000L;

    private boolean speaking;
    private boolean ever;
    private long started;
    private long lastLoud;

    /** What changed with a frame or a moment. */
    enum Change {
        NONE,
        STARTED,
        STOPPED
    }

    /** Whether a frame is more than silence. */
    static boolean loud(AudioFrame frame) {
        return !frame.isEmpty() && Level.dbfs(frame) > GATE_DBFS;
    }

    /** The agent's next sound. */
    Change accept(AudioFrame frame, long now) {
        if (!loud(frame)) {
            return at(now);
        }
        lastLoud = now;
        ever = true;
        if (speaking) {
            return Change.NONE;
        }
        speaking = true;
        started = now;
        return Change.STARTED;
    }

    /** Time has passed. */
    Change at(long now) {
        if (speaking && now - lastLoud >= HANGOVER) {
            speaking = false;
            return Change.STOPPED;
        }
        return Change.NONE;
    }

    boolean speaking() {
        return speaking;
    }

    /** Whether anything was heard at {@code mark} or later. */
    boolean heardSince(long mark) {
        return ever && lastLoud - mark >= 0;
    }

    /** When the speech that is going on, or the last one, began. */
    long started() {
        return started;
    }

    /** When the last loud frame came. */
    long lastLoud() {
        return lastLoud;
    }
}
