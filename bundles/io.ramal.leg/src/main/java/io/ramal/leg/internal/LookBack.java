package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last moments of sound, kept because a detector notices speech only after it has begun. */
final class LookBack {
    /** Bounds memory when a peer sends frames of a sample or two. */
    private static final int MAX_FRAMES = 256;

    private final Deque<AudioFrame> frames = new ArrayDeque<>(32);
    private final int capacity;
    private int samples;

    /** Keeps at least the last {@code millis}, rounded up to whole frames. */
    LookBack(int millis) {
        this.capacity = millis * AudioFrame.SAMPLE_RATE / 1000;
    }

    void add(AudioFrame frame) {
        frames.addLast(frame);
        samples += frame.length();
        while (frames.size() > MAX_FRAMES || samples - frames.element().length() >= capacity) {
            samples -= frames.remove().length();
        }
    }

    /** Hands over everything, oldest first, and forgets it: no sound is heard twice. */
    void drain(Consumer<AudioFrame> target) {
        for (AudioFrame f = frames.poll(); f != null; f = frames.poll()) {
            target.accept(f);
        }
        samples = 0;
    }

    /** Hands over everything, oldest first, and keeps it. */
    void each(Consumer<AudioFrame> target) {
        frames.forEach(target);
    }

    void clear() {
        frames.clear();
        samples = 0;
    }
}
