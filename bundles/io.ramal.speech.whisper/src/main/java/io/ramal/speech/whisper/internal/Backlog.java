package io.ramal.speech.whisper.internal;

import io.ramal.audio.AudioFrame;
import java.util.ArrayDeque;

/** The sound of an utterance until it is over: bounded, the oldest goes first when it is full. Not thread-safe. */
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

    /** All of it, in order; nothing is left. */
    short[] take() {
        short[] all = new short[samples];
        int at = 0;
        for (AudioFrame f : frames) {
            f.copyTo(0, all, at, f.length());
            at += f.length();
        }
        clear();
        return all;
    }

    void clear() {
        frames.clear();
        samples = 0;
    }

    /** Samples lost because the utterance was longer than there is room for. */
    long dropped() {
        return dropped;
    }
}
