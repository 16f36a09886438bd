package io.ramal.records.internal;

import io.ramal.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Brings two sides of a talk into step: what is said has a clock, 20 ms a tick; what is heard comes when the network lets
 * it. Nobody waits for a recording, so it looks {@value #LOOKAHEAD} ticks ahead before it decides where a heard sample
 * belongs: a pause after which the missing sound comes all at once was the network's, and the sound is put where it was
 * spoken; a pause after which nothing is made up for was the caller's, and stays.
 *
 * <p>A sample belongs no later than it arrived, and neither do those behind it, which cannot have been spoken before it:
 * the earliest place all of these allow is its own. Not thread-safe.
 */
final class StereoTrack {
    /** Two seconds: more than a network may stumble, and little memory. */
    static final int LOOKAHEAD = 100;

    /** While sound goes on its place may seem to move by this much, as arrivals are only known to a tick. */
    private static final int TOLERANCE = 2 * AudioFrame.SAMPLES;

    /** What was heard runs behind by more than this: more came than there was time for, and some of it has to go. */
    private static final int LATE_MAX = 10 * AudioFrame.SAMPLES;

    /** @param arrived the first tick that came after it */
    private record Heard(AudioFrame frame, long arrived) {}

    private final Deque<Heard> left = new ArrayDeque<>();
    private final Deque<AudioFrame> right = new ArrayDeque<>();
    /** Samples of the oldest heard frame that have been put into the recording already. */
    private int used;

    private boolean flowing;
    /** The tick that comes next. */
    private long now;
    /** The tick that is put into the recording next. */
    private long slot;

    private long skipped;

    /** Samples that were heard and are not in the recording. */
    long skipped() {
        return skipped;
    }

    /** Sound from the peer, before tick {@code tick}. */
    void heard(AudioFrame frame, long tick) {
        if (!frame.isEmpty()) {
            left.addLast(new Heard(frame, Math.max(tick, now)));
        }
    }

    /** What is said in tick {@code tick}, null for silence; ticks left out are silence too. */
    void said(@Nullable AudioFrame frame, long tick) {
        while (now < tick) {
            right.addLast(AudioFrame.SILENCE);
            now++;
        }
        right.addLast(frame == null ? AudioFrame.SILENCE : frame);
        now++;
    }

    /** Bytes {@link #take} would fill now. */
    int ready(boolean end) {
        return Math.toIntExact(4L * AudioFrame.SAMPLES * slots(end));
    }

    /**
     * Interleaved sound that is decided on.
     *
     * @param end whether nothing follows, so that nothing is waited for
     */
    ByteBuffer take(boolean end) {
        ByteBuffer out = ByteBuffer.allocate(ready(end)).order(ByteOrder.LITTLE_ENDIAN);
        short[] l = new short[AudioFrame.SAMPLES];
        short[] r = new short[AudioFrame.SAMPLES];
        while (out.hasRemaining()) {
            Arrays.fill(l, (short) 0);
            Arrays.fill(r, (short) 0);
            fillLeft(l);
            AudioFrame said = right.pollFirst();
            if (said != null) {
                said.copyTo(0, r, 0, Math.min(said.length(), r.length));
            }
            for (int i = 0; i < l.length; i++) {
                out.putShort(l[i]).putShort(r[i]);
            }
            slot++;
        }
        return out.flip();
    }

    private long slots(boolean end) {
        return Math.max(0, end ? now - slot : now - slot - LOOKAHEAD);
    }

    private void fillLeft(short[] target) {
        if (left.isEmpty()) {
            flowing = false;
            return;
        }
        long place = place();
        long here = slot * AudioFrame.SAMPLES;
        if (here - place > LATE_MAX) {
            skip(here - place);
        } else if (place > here + (flowing ? TOLERANCE : 0)) {
            flowing = false;
            return;
        }
        flowing = copy(target);
    }

    /** Where the oldest sample that is left belongs, in samples since the beginning. */
    private long place() {
        long place = Long.MAX_VALUE;
        long ahead = -used;
        for (Heard h : left) {
            place = Math.min(place, h.arrived() * AudioFrame.SAMPLES - ahead);
            ahead += h.frame().length();
        }
        return place;
    }

    /** @return whether the target is full */
    private boolean copy(short[] target) {
        int at = 0;
        while (at < target.length && !left.isEmpty()) {
            AudioFrame frame = left.getFirst().frame();
            int n = Math.min(target.length - at, frame.length() - used);
            frame.copyTo(used, target, at, n);
            at += n;
            advance(n);
        }
        return at == target.length;
    }

    private void skip(long samples) {
        skipped += samples;
        long open = samples;
        while (open > 0 && !left.isEmpty()) {
            int n = (int) Math.min(open, left.getFirst().frame().length() - used);
            open -= n;
            advance(n);
        }
    }

    private void advance(int samples) {
        used += samples;
        if (used == left.getFirst().frame().length()) {
            left.removeFirst();
            used = 0;
        }
    }
}
