package io.ramal.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ramal.audio.AudioFrame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void fullScaleSquareWaveIsZero() {
        short[] s = new short[160];
        Arrays.fill(s, Short.MIN_VALUE);
        assertThat(Level.dbfs(AudioFrame.wrap(s))).isEqualTo(0, within(1e-9));
    }

    @Test
    void fullScaleSineIsThreeBelow() {
        short[] s = new short[8000];
        for (int i = 0; i < s.length; i++) {
            s[i] = (short) Math.round(32767 * Math.sin(2 * Math.PI * 1000 * i / 8000));
        }
        assertThat(Level.dbfs(AudioFrame.wrap(s))).isEqualTo(-3.01, within(0.01));
    }

    @Test
    void halfTheAmplitudeIsSixLess() {
        short[] s = new short[160];
        Arrays.fill(s, (short) -16384);
        assertThat(Level.dbfs(AudioFrame.wrap(s))).isEqualTo(-6.02, within(0.01));
    }

    @Test
    void silenceHasALevel() {
        assertThat(Level.dbfs(AudioFrame.SILENCE)).isEqualTo(Level.SILENCE_DBFS);
        assertThat(Level.dbfs(AudioFrame.EMPTY)).isEqualTo(Level.SILENCE_DBFS);
        short[] faint = new short[160];
        faint[0] = 1;
        assertThat(Level.dbfs(AudioFrame.wrap(faint))).isEqualTo(Level.SILENCE_DBFS);
    }
}
