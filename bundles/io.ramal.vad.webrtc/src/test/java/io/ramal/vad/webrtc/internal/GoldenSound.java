package io.ramal.vad.webrtc.internal;

import io.ramal.testkit.Sounds;
import java.util.Random;

/** The sound behind golden-verdicts.txt: speech in noise that comes and goes, tones, nothing, and the extremes. */
final class GoldenSound {
    private GoldenSound() {}

    static short[] samples() {
        return Sounds.join(
                Sounds.silence(0.5),
                Sounds.noise(1.5, -50, 1),
                Sounds.mix(
                        Sounds.join(
                                Sounds.speech(1, -25, 2),
                                Sounds.silence(1),
                                Sounds.speech(0.5, -35, 3),
                                Sounds.silence(1.5),
                                Sounds.speech(1, -40, 4),
                                Sounds.silence(1)),
                        Sounds.noise(6, -50, 5)),
                Sounds.noise(2, -30, 6),
                Sounds.mix(Sounds.speech(1, -28, 7), Sounds.noise(1, -35, 8)),
                Sounds.tone(1, 425, -12),
                Sounds.noise(1.5, -65, 9),
                Sounds.silence(0.5),
                bits(1, 3, 10),
                bits(0.5, 65536, 11),
                square(0.5),
                Sounds.noise(1.5, -45, 12),
                Sounds.speech(0.5, -30, 13),
                Sounds.noise(1, -45, 14),
                steps(30));
    }

    /** Noise that jumps from level to level: what the modes disagree about. */
    private static short[] steps(int count) {
        Random random = new Random(15);
        short[] all = new short[0];
        for (int i = 0; i < count; i++) {
            all = Sounds.join(all, Sounds.noise(0.24, -60 + 30 * random.nextDouble(), i));
        }
        return all;
    }

    /** Evenly spread values, from single bits to full scale. */
    private static short[] bits(double seconds, int values, long seed) {
        Random random = new Random(seed);
        short[] s = Sounds.silence(seconds);
        for (int i = 0; i < s.length; i++) {
            s[i] = (short) (random.nextInt(values) - values / 2);
        }
        return s;
    }

    private static short[] square(double seconds) {
        short[] s = Sounds.silence(seconds);
        for (int i = 0; i < s.length; i++) {
            s[i] = i / 37 % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
        }
        return s;
    }
}
