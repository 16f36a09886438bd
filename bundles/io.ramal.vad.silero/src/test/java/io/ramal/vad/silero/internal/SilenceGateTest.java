package io.ramal.vad.silero.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.testkit.Sounds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SilenceGateTest {
    private static final int WINDOW = 256;

    private final SilenceGate gate = new SilenceGate();

    @Test
    void closesAfterTenEmptyWindows() {
        short[] silence = Sounds.silence(1);
        for (int w = 0; w < 10; w++) {
            assertThat(gate.skips(silence, 0, WINDOW)).as("window %d", w).isFalse();
            gate.heard(0.01f);
        }
        assertThat(gate.skips(silence, 0, WINDOW)).isTrue();
    }

    @Test
    void neverClosesAgainstTheNetwork() {
        short[] faint = Sounds.noise(4, -60, 1);
        for (int w = 0; w < 120; w++) {
            assertThat(gate.skips(faint, w * WINDOW, WINDOW)).isFalse();
            gate.heard(w % 10 == 9 ? 0.3f : 0.01f);
        }
    }

    @Test
    void opensAtTheFirstWindowThatStandsOut() {
        close();
        short[] faint = Sounds.noise(0.1, -62, 3);
        assertThat(gate.skips(faint, 0, WINDOW)).isFalse();
        assertThat(gate.skips(Sounds.silence(0.1), 0, WINDOW)).isFalse();
    }

    @Test
    void aConstantIsNoSound() {
        short[] offset = Sounds.silence(0.1);
        Arrays.fill(offset, (short) 3000);
        close();
        assertThat(gate.skips(offset, 0, WINDOW)).isTrue();
    }

    @Test
    void resetOpensIt() {
        close();
        gate.reset();
        assertThat(gate.skips(Sounds.silence(0.1), 0, WINDOW)).isFalse();
    }

    private void close() {
        short[] silence = Sounds.silence(1);
        for (int w = 0; w < 10; w++) {
            gate.skips(silence, 0, WINDOW);
            gate.heard(0.01f);
        }
        assertThat(gate.skips(silence, 0, WINDOW)).isTrue();
    }
}
