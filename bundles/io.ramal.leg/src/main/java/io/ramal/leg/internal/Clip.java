package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Framer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one sentence in paced frames, growing while an engine delivers it. Cut once: playing it, also a hundred
 * times, allocates nothing.
 */
final class Clip {
    private AudioFrame[] frames;
    private int count;
    private boolean finished;
    private @Nullable Framer framer;

    /** A clip that is to grow. */
    Clip() {
        frames = new AudioFrame[64];
        framer = new Framer(AudioFrame.SAMPLES);
    }

    /** A finished clip; the array is shared and never written to. */
    Clip(AudioFrame[] finishedFrames) {
        frames = finishedFrames;
        count = finishedFrames.length;
        finished = true;
    }

    void add(AudioFrame sound) {
        if (framer != null) {
            framer.accept(sound, this::append);
        }
    }

    /** No more sound comes; a last short frame is filled up with silence. */
    void finish() {
        if (framer != null) {
            AudioFrame last = framer.flush();
            if (last != null) {
                append(last);
            }
            framer = null;
            finished = true;
        }
    }

    private void append(AudioFrame frame) {
        if (count == frames.length) {
            frames = Arrays.copyOf(frames, count * 2);
        }
        frames[count++] = frame;
    }

    boolean finished() {
        return finished;
    }

    int size() {
        return count;
    }

    AudioFrame frame(int index) {
        return frames[index];
    }

    /** All frames, for the cache. */
    AudioFrame[] toArray() {
        return Arrays.copyOf(frames, count);
    }
}
