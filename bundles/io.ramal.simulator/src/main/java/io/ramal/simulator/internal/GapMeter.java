package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import org.HdrHistogram.Histogram;

/**
 * How evenly one call's sound arrives. The gaps go into a histogram in microseconds, which many calls may share. Not
 * thread-safe.
 */
public final class GapMeter {
    /** Interval of frames in ns. */
    public static final long INTERVAL = AudioFrame.MILLIS * 1_000_000L;

    private static final long LATE_GAP = 30_000_000L;
    private static final long LATE_SCHEDULE = 5_000_000L;

    private final Histogram gaps;
    private long first;
    private long last;
    private long frames;
    private long late;
    /** Sums of frame index, of time since the first frame in ns, and of their products, for the line through all frames. */
    private double sumIndex;

    private double sumTime;
    private double sumIndexIndex;
    private double sumIndexTime;

    /** Measures into {@code gaps}, which takes µs. */
    public GapMeter(Histogram gaps) {
        this.gaps = gaps;
    }

    /** A histogram of µs up to a minute, three digits exact. */
    public static Histogram histogram() {
        return new Histogram(60_000_000L, 3);
    }

    /** Starts over; what the histogram holds stays. */
    public void reset() {
        frames = 0;
        late = 0;
        sumIndex = 0;
        sumTime = 0;
        sumIndexIndex = 0;
        sumIndexTime = 0;
    }

    /**
     * A frame has come. It is late when it left a gap of more than 30 ms and also missed the 20 ms schedule that the first
     * frame began by more than 5 ms: an early frame followed by a punctual one is no fault.
     */
    public void frame(long nanoTime) {
        if (frames == 0) {
            first = nanoTime;
        } else {
            long gap = nanoTime - last;
            gaps.recordValue(Math.min(gap / 1000, gaps.getHighestTrackableValue()));
            if (gap > LATE_GAP && nanoTime - (first + frames * INTERVAL) > LATE_SCHEDULE) {
                late++;
            }
        }
        double time = nanoTime - first;
        sumIndex += frames;
        sumTime += time;
        sumIndexIndex += (double) frames * frames;
        sumIndexTime += frames * time;
        last = nanoTime;
        frames++;
    }

    public long frames() {
        return frames;
    }

    public long late() {
        return late;
    }

    /** Frames that should have come from the first one until {@code nanoTime} and did not; one may still be on its way. */
    public long lost(long nanoTime) {
        if (frames == 0) {
            return 0;
        }
        long missing = (nanoTime - first) / INTERVAL + 1 - frames;
        return missing <= 1 ? 0 : missing;
    }

    /**
     * Frames per second: the slope of the straight line that fits all frames best, so that the jitter of the first and the last
     * one does not pass for drift. 0 while there is no time between frames.
     */
    public double framesPerSecond() {
        double time = frames * sumIndexTime - sumIndex * sumTime;
        return time == 0 ? 0 : (frames * sumIndexIndex - sumIndex * sumIndex) / time * 1e9;
    }
}
