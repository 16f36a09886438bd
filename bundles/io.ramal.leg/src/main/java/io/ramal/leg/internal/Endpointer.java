package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;

/**
 * Decides when a turn of the caller is over. Silence is measured in the sound itself, so that a stalled network does
 * not shorten it, and by the writer's clock where that has seen more, so that lost sound does not keep a turn open for
 * ever. One step of that clock counts at most {@value #MAX_STEP_MS} ms: after a pause of the whole process the sound
 * that queued up meanwhile is heard before the turn can end.
 */
final class Endpointer {
    /** Whether a turn is over, and why. */
    enum End {
        NO,
        SILENCE,
        CAP
    }

    private static final long MAX_STEP_MS = 100;
    private static final long MAX_STEP = MAX_STEP_MS * 1_000_000;
    /** Speech after which an engine's "complete" no longer holds; less may be the tail of the last word. */
    private static final int RESUMED_SAMPLES = AudioFrame.SAMPLE_RATE / 10;

    private final int silenceMs;
    private final int completeMs;
    private final int maxMs;

    private long samples;
    private long quietSamples;
    private long wall;
    private long wallQuiet;
    private long lastTick;
    private boolean ticked;
    private boolean quietTicked;
    private boolean complete;
    private int samplesSinceComplete;

    Endpointer(int silenceMs, int completeMs, int maxMs) {
        this.silenceMs = silenceMs;
        this.completeMs = completeMs;
        this.maxMs = maxMs;
    }

    /** A turn begins, of which {@code spokenMs} have been heard. */
    void start(int spokenMs) {
        samples = spokenMs * (AudioFrame.SAMPLE_RATE / 1000L);
        quietSamples = 0;
        wall = spokenMs * 1_000_000L;
        wallQuiet = 0;
        ticked = false;
        quietTicked = false;
        complete = false;
    }

    void verdict(boolean speech, int length) {
        samples += length;
        if (!speech) {
            quietSamples += length;
            return;
        }
        quietSamples = 0;
        wallQuiet = 0;
        quietTicked = false;
        samplesSinceComplete += length;
        if (samplesSinceComplete >= RESUMED_SAMPLES) {
            complete = false;
        }
    }

    void tick(long nanoTime) {
        long step = ticked ? Math.max(0, Math.min(nanoTime - lastTick, MAX_STEP)) : 0;
        wall += step;
        // the first tick after speech only starts the count: the frame may have come just before it
        if (quietTicked) {
            wallQuiet += step;
        }
        ticked = true;
        quietTicked = true;
        lastTick = nanoTime;
    }

    /** The engine holds the utterance for complete. */
    void complete() {
        complete = true;
        samplesSinceComplete = 0;
    }

    /** Silence since the last speech. */
    long silenceMs() {
        return Math.max(millis(quietSamples), wallQuiet / 1_000_000);
    }

    /** From the first to the last speech. */
    long speechMs() {
        return millis(samples - quietSamples);
    }

    End over() {
        if (silenceMs() >= (complete ? Math.min(completeMs, silenceMs) : silenceMs)) {
            return End.SILENCE;
        }
        return Math.max(millis(samples), wall / 1_000_000) >= maxMs ? End.CAP : End.NO;
    }

    private static long millis(long samples) {
        return samples * 1000 / AudioFrame.SAMPLE_RATE;
    }
}
