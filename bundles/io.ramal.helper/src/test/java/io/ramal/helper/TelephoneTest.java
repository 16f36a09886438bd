package io.ramal.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ramal.audio.AudioFrame;
import org.junit.jupiter.api.Test;

class TelephoneTest {
    @Test
    void speechAtItsUsualLevelIsNotTouched() {
        AudioFrame out = new Telephone(22050).next(tone(22050, 440, 10_000));
        assertThat(peak(out)).isCloseTo(10_000, within(100));
    }

    @Test
    void thePeaksOfALoudVoiceAreHeldAtMinusThreeDecibels() {
        AudioFrame out = new Telephone(22050).next(tone(22050, 440, 32_767));
        assertThat(peak(out)).isBetween(21_000, Telephone.CEILING);
    }

    @Test
    void allOfItComesOut() {
        Telephone telephone = new Telephone(24000);
        int samples = 0;
        byte[] second = tone(24000, 440, 10_000);
        for (int at = 0; at < second.length; at += 2400) {
            samples += telephone
                    .next(java.util.Arrays.copyOfRange(second, at, Math.min(second.length, at + 2400)))
                    .length();
        }
        samples += telephone.flush().length();
        assertThat(samples).isBetween(8000, 8040);
    }

    private static int peak(AudioFrame sound) {
        int peak = 0;
        // past the filter's beginning
        for (int i = 100; i < sound.length(); i++) {
            peak = Math.max(peak, Math.abs(sound.sample(i)));
        }
        return peak;
    }

    private static byte[] tone(int rate, double hz, int amplitude) {
        short[] s = new short[rate];
        for (int i = 0; i < s.length; i++) {
            s[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return AudioFrame.wrap(s).toLittleEndian();
    }
}
