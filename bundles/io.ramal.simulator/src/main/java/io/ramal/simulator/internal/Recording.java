package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Wav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Both sides of a call on one time axis, caller left and agent right, never longer than its limit. Not thread-safe. */
final class Recording {
    /** Sound that comes this much too late, in samples, is put where it belongs; less is the network's jitter. */
    private static final int JITTER = 3 * AudioFrame.SAMPLES;

    private final Track caller;
    private final Track agent;

    Recording(Duration limit) {
        long samples = limit.toMillis() * AudioFrame.SAMPLE_RATE / 1000;
        this.caller = new Track((int) Math.min(samples, Integer.MAX_VALUE / 4));
        this.agent = new Track(caller.limit);
    }

    /** What the caller's side carried next; without sound on the wire, {@link AudioFrame#SILENCE}. */
    void caller(AudioFrame frame) {
        caller.append(frame);
    }

    /** What the agent said, {@code sinceStart} ns after the call began. */
    void agent(AudioFrame frame, long sinceStart) {
        int due = (int) Math.min(caller.limit, sinceStart * AudioFrame.SAMPLE_RATE / 1_000_000_000L);
        if (due - agent.length > JITTER) {
            agent.padTo(due);
        }
        agent.append(frame);
    }

    /** Both sides interleaved; the shorter one ends in silence. */
    Wav.Sound sound() {
        int n = Math.max(caller.length, agent.length);
        caller.padTo(n);
        agent.padTo(n);
        short[] both = new short[2 * n];
        for (int i = 0; i < n; i++) {
            both[2 * i] = caller.samples[i];
            both[2 * i + 1] = agent.samples[i];
        }
        return new Wav.Sound(AudioFrame.SAMPLE_RATE, 2, both);
    }

    void write(Path file) throws IOException {
        Wav.write(file, sound());
    }

    private static final class Track {
        private final int limit;
        private short[] samples = new short[AudioFrame.SAMPLE_RATE];
        private int length;

        Track(int limit) {
            this.limit = limit;
        }

        void append(AudioFrame frame) {
            int n = Math.min(frame.length(), limit - length);
            room(length + n);
            frame.copyTo(0, samples, length, n);
            length += n;
        }

        void padTo(int position) {
            int n = Math.min(position, limit);
            if (n > length) {
                room(n);
                length = n;
            }
        }

        private void room(int size) {
            if (size > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(size, Math.min(limit, samples.length * 2)));
            }
        }
    }
}
