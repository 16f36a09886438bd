package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Framer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one sentence in paced frames, growing while an engine delivers it. Cut once: playing it, also a hundred
 * times, allocates nothing. Until something audible is there it is empty: silence is no beginning.
 */
final class Clip {
    /** Nobody speaks a letter faster: less is not the whole sentence. */
    private static final int MIN_MS_PER_LETTER = 5;
    /** Nobody speaks slower than this, and a second for every character, even where each stands for a word. */
    private static final int MAX_MS = 10_000;

    private static final int MAX_MS_PER_CHARACTER = 1000;

    private AudioFrame[] frames;
    private int count;
    private boolean audible;
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
        audible = true;
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
        audible = audible || audible(frame);
    }

    private static boolean audible(AudioFrame frame) {
        for (int i = 0; i < frame.length(); i++) {
            if (frame.sample(i) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean finished() {
        return finished;
    }

    /** Frames that can be played. */
    int size() {
        return audible || finished ? count : 0;
    }

    /** Frames there are, whether or not any is audible. */
    int frames() {
        return count;
    }

    AudioFrame frame(int index) {
        return frames[index];
    }

    /** All frames, for the cache. */
    AudioFrame[] toArray() {
        return Arrays.copyOf(frames, count);
    }

    /** Why what is there so far cannot be the sound of a text; null when it can. */
    @Nullable
    String fault(String text) {
        long millis = (long) count * AudioFrame.MILLIS;
        if (millis > MAX_MS + (long) MAX_MS_PER_CHARACTER * text.length()) {
            return "sound without end";
        }
        if (finished) {
            long letters = text.codePoints().filter(Character::isLetterOrDigit).count();
            if (letters > 0 && !audible) {
                return "no sound for a sentence";
            }
            if (millis < letters * MIN_MS_PER_LETTER) {
                return "hardly any sound for a sentence";
            }
        }
        return null;
    }
}
