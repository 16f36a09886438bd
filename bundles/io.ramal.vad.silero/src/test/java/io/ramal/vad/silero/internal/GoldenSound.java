package io.ramal.vad.silero.internal;

import io.ramal.testkit.Sounds;

/** The sound behind golden-probabilities.txt: clear and drowned speech, noise, tones, clipping and nothing. */
final class GoldenSound {
    private GoldenSound() {}

    static short[] samples() {
        return Sounds.join(
                Sounds.silence(0.5),
                Sounds.speech(2, -25, 1),
                Sounds.noise(1, -35, 2),
                Sounds.mix(Sounds.speech(3, -22, 3), Sounds.noise(3, -22, 4)),
                Sounds.mix(Sounds.speech(3, -30, 5), Sounds.noise(3, -22, 6)),
                Sounds.tone(0.5, 425, -12),
                Sounds.mix(Sounds.speech(2, -28, 7), Sounds.tone(2, 1000, -20)),
                Sounds.speech(1, -2, 8),
                Sounds.noise(1, -8, 9),
                Sounds.speech(1.5, -55, 10),
                Sounds.silence(0.5));
    }
}
