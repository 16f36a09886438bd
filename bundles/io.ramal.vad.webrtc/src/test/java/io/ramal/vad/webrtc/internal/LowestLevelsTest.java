package io.ramal.vad.webrtc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowestLevelsTest {
    private final LowestLevels levels = new LowestLevels();

    @Test
    void fallsQuicklyAndRisesSlowly() {
        int frame = 0;
        short level = 0;
        for (; frame < 20; frame++) {
            level = levels.add((short) 400, frame);
        }
        assertThat(level).isEqualTo((short) 400);
        for (int n = 0; n < 100; n++, frame++) {
            level = levels.add((short) 800, frame);
        }
        assertThat(level).isLessThan((short) 500);
        for (int n = 0; n < 600; n++, frame++) {
            level = levels.add((short) 800, frame);
        }
        assertThat(level).isGreaterThan((short) 750);
    }

    @Test
    void aFewQuietFramesDoNotCount() {
        int frame = 0;
        short level = 0;
        for (; frame < 900; frame++) {
            level = levels.add((short) (frame % 60 == 0 ? 100 : 700), frame);
        }
        assertThat(level).isBetween((short) 650, (short) 700);
    }
}
