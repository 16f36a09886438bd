package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Wav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @Test
    void callerIsLeftAndAgentRight(@TempDir Path folder) throws IOException {
        Recording recording = new Recording(Duration.ofSeconds(10), false);
        recording.visitor().said(tone(1000));
        recording.visitor().heard(tone(-2000), 0);
        recording.write(folder.resolve("call.wav"));

        Wav.Sound sound = Wav.read(folder.resolve("call.wav"));
        assertThat(sound.rate()).isEqualTo(8000);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.samples()).hasSize(320).startsWith((short) 1000, (short) -2000);
    }

    @Test
    void soundThatComesAfterAPauseIsPutInItsPlace() {
        Recording recording = new Recording(Duration.ofSeconds(10), false);
        recording.visitor().heard(tone(5), 0);
        recording.visitor().heard(tone(6), 45_000_000L);
        recording.visitor().heard(tone(7), 1_000_000_000L);
        short[] both = recording.sound().samples();
        assertThat(both[2 * 160 + 1]).as("jitter leaves no hole").isEqualTo((short) 6);
        assertThat(both[2 * 7999 + 1]).isZero();
        assertThat(both[2 * 8000 + 1]).isEqualTo((short) 7);
    }

    @Test
    void itNeverGrowsBeyondItsLimit() {
        Recording recording = new Recording(Duration.ofMillis(100), false);
        for (int i = 0; i < 100; i++) {
            recording.visitor().said(tone(1));
            recording.visitor().heard(tone(2), i * 20_000_000L);
        }
        assertThat(recording.sound().samples()).hasSize(2 * 800);
    }

    @Test
    void twoLegsAreMixedEachOnItsChannelAndNothingIsClipped() {
        Recording recording = new Recording(Duration.ofSeconds(10), true);
        recording.visitor().said(tone(20_000));
        recording.visitor().heard(tone(20_000), 0);
        recording.resident().begin(1_000_000_000L);
        recording.resident().said(tone(1000));
        recording.resident().heard(tone(500), 1_000_000_000L);
        short[] both = recording.sound().samples();
        assertThat(both[0]).isEqualTo(Short.MAX_VALUE);
        assertThat(both[1]).isZero();
        double gain = 32_767 / 40_000.0;
        assertThat(both[2 * 8000 + 1]).as("aligned with the visitor's leg").isEqualTo((short) Math.round(1500 * gain));
        assertThat(both[2 * 7999 + 1]).isZero();
        assertThat(both[2 * 8000]).isZero();
    }

    @Test
    void whatFitsKeepsItsLevel() {
        Recording recording = new Recording(Duration.ofSeconds(10), true);
        recording.visitor().said(tone(-20_000));
        recording.visitor().heard(tone(-12_768), 0);
        assertThat(recording.sound().samples()[0]).isEqualTo(Short.MIN_VALUE);
    }

    private static AudioFrame tone(int level) {
        short[] samples = new short[160];
        Arrays.fill(samples, (short) level);
        return AudioFrame.wrap(samples);
    }
}
