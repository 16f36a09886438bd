package io.ramal.speech.vosk.internal;

import io.ramal.audio.AudioFrame;
import java.util.ArrayDeque;

/** Sound waiting for a worker: bounded, the oldest goes first when it is full. Not thread-safe. */
final class Backlog {
    private final ArrayDeque<AudioFrame> frames = new ArrayDeque<>();
    private final int maxSamples;
    private int samples;
    private long dropped;

    Backlog(int maxMillis) {
        this.maxSamples = (int) ((long) maxMillis * AudioFrame.SAMPLE_RATE / 1000);
    }

    void add(AudioFrame frame) {
        frames.add(frame);
        samples += frame.length();
        while (samples > maxSamples && frames.size() > 1) {
            AudioFrame oldest = frames.remove();
            samples -= oldest.length();
            dropped += oldest.length();
        }
    }

    /** Whole frames in order, as one block; stops before exceeding {@code atMost} samples, except for the first frame. */
    short[] take(int atMost) {
        int size = 0;
        int count = 0;
        for (AudioFrame f : frames) {
            if (count > 0 && size + f.length() > atMost) {
                break;
            }
            size += f.length();
            count++;
        }
        short[] block = new short[size];
        for (int at = 0; count > 0; count--) {
            AudioFrame f = frames.remove();
            f.copyTo(0, block, at, f.length());
            at += f.length();
        }
        samples -= size;
        return block;
    }

    void clear() {
        frames.clear();
        samples = 0;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Samples waiting. */
    int samples() {
        return samples;
    }

    /** Samples lost because no worker came in time. */
    long dropped() {
        return dropped;
    }
}
