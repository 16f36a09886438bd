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
        Recording recording = new Recording(Duration.ofSeconds(10));
        recording.caller(tone(1000));
        recording.agent(tone(-2000), 0);
        recording.write(folder.resolve("call.wav"));

        Wav.Sound sound = Wav.read(folder.resolve("call.wav"));
        assertThat(sound.rate()).isEqualTo(8000);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.samples()).hasSize(320).startsWith((short) 1000, (short) -2000);
    }

    @Test
    void soundThatComesAfterAPauseIsPutInItsPlace() {
        Recording recording = new Recording(Duration.ofSeconds(10));
        recording.agent(tone(5), 0);
        recording.agent(tone(6), 45_000_000L);
        recording.agent(tone(7), 1_000_000_000L);
        short[] both = recording.sound().samples();
        assertThat(both[2 * 160 + 1]).as("jitter leaves no hole").isEqualTo((short) 6);
        assertThat(both[2 * 7999 + 1]).isZero();
        assertThat(both[2 * 8000 + 1]).isEqualTo((short) 7);
    }

    @Test
    void itNeverGrowsBeyondItsLimit() {
        Recording recording = new Recording(Duration.ofMillis(100));
        for (int i = 0; i < 100; i++) {
            recording.caller(tone(1));
            recording.agent(tone(2), i * 20_000_000L);
        }
        assertThat(recording.sound().samples()).hasSize(2 * 800);
    }

    private static AudioFrame tone(int level) {
        short[] samples = new short[160];
        Arrays.fill(samples, (short) level);
        return AudioFrame.wrap(samples);
    }
}
