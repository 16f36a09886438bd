package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Wav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A visit on one time axis, never longer than its limit: with two legs, all that was said on the visitor's left and on the
 * resident's right; with one, the caller left and the agent right. Not thread-safe.
 */
final class Recording {
    /** Sound that comes this much too late, in samples, is put where it belongs; less is the network's jitter. */
    private static final int JITTER = 3 * AudioFrame.SAMPLES;

    private final boolean twoLegs;
    private final int limit;
    private final Side visitor = new Side();
    private final Side resident = new Side();

    Recording(Duration limit, boolean twoLegs) {
        long samples = limit.toMillis() * AudioFrame.SAMPLE_RATE / 1000;
        this.limit = (int) Math.min(samples, Integer.MAX_VALUE / 4);
        this.twoLegs = twoLegs;
    }

    Side visitor() {
        return visitor;
    }

    Side resident() {
        return resident;
    }

    /** Both channels interleaved; the shorter one ends in silence. */
    Wav.Sound sound() {
        int[] left = twoLegs ? visitor.mix() : visitor.caller.wide();
        int[] right = twoLegs ? resident.mix() : visitor.agent.wide();
        int n = Math.max(left.length, right.length);
        double gain = Math.min(1, Short.MAX_VALUE / Math.max(1.0, Math.max(peak(left), peak(right))));
        short[] both = new short[2 * n];
        fill(both, 0, left, gain);
        fill(both, 1, right, gain);
        return new Wav.Sound(AudioFrame.SAMPLE_RATE, 2, both);
    }

    void write(Path file) throws IOException {
        Wav.write(file, sound());
    }

    private static void fill(short[] both, int channel, int[] samples, double gain) {
        for (int i = 0; i < samples.length; i++) {
            both[2 * i + channel] = (short) (gain == 1 ? samples[i] : Math.round(samples[i] * gain));
        }
    }

    private static int peak(int[] samples) {
        int peak = 0;
        for (int s : samples) {
            // the lowest sample has no positive twin and fits all the same
            peak = Math.max(peak, s < 0 ? -s - 1 : s);
        }
        return peak;
    }

    /** Both directions of one leg. */
    final class Side {
        private final Track caller = new Track();
        private final Track agent = new Track();

        /** The leg begins {@code sinceStart} ns after the visit. */
        void begin(long sinceStart) {
            caller.padTo(samples(sinceStart));
        }

        /** What the caller's side carried next; without sound on the wire, {@link AudioFrame#SILENCE}. */
        void said(AudioFrame frame) {
            caller.append(frame);
        }

        /** What the agent said, {@code sinceStart} ns after the visit began. */
        void heard(AudioFrame frame, long sinceStart) {
            int due = samples(sinceStart);
            if (due - agent.length > JITTER) {
                agent.padTo(due);
            }
            agent.append(frame);
        }

        private int samples(long sinceStart) {
            return (int) Math.min(limit, sinceStart * AudioFrame.SAMPLE_RATE / 1_000_000_000L);
        }

        private int[] mix() {
            int[] mixed = new int[Math.max(caller.length, agent.length)];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = caller.at(i) + agent.at(i);
            }
            return mixed;
        }
    }

    private final class Track {
        private short[] samples = new short[AudioFrame.SAMPLE_RATE];
        private int length;

        short at(int i) {
            return i < length ? samples[i] : 0;
        }

        int[] wide() {
            int[] wide = new int[length];
            for (int i = 0; i < length; i++) {
                wide[i] = samples[i];
            }
            return wide;
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
