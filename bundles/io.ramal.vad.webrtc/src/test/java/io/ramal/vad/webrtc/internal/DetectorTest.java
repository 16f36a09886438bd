package io.ramal.vad.webrtc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DetectorTest {
    @Test
    void equalsTheOriginalInEveryModeAndFrameLength() throws IOException {
        short[] sound = GoldenSound.samples();
        String[] lines = golden();
        assertThat(lines).hasSize(12);
        for (String line : lines) {
            String[] f = line.split(" ");
            assertThat(verdicts(sound, Integer.parseInt(f[0]), Integer.parseInt(f[1])))
                    .as("mode %s, %s ms", f[0], f[1])
                    .isEqualTo(f[2]);
        }
    }

    @Test
    void goldenVerdictsTellTheModesApart() throws IOException {
        assertThat(golden()).allMatch(line -> line.contains("01") && line.contains("10"));
        for (int millis = 10; millis <= 30; millis += 10) {
            String length = " " + millis + " ";
            assertThat(Arrays.stream(golden())
                            .filter(line -> line.contains(length))
                            .map(line -> line.substring(line.lastIndexOf(' ')))
                            .distinct())
                    .hasSize(4);
        }
    }

    private static String verdicts(short[] sound, int mode, int millis) {
        Detector detector = new Detector(Mode.of(mode, millis));
        int n = millis * 8;
        short[] frame = new short[n];
        StringBuilder verdicts = new StringBuilder();
        for (int at = 0; at + n <= sound.length; at += n) {
            System.arraycopy(sound, at, frame, 0, n);
            verdicts.append(detector.speech(frame, n) ? '1' : '0');
        }
        return verdicts.toString();
    }

    private static String[] golden() throws IOException {
        try (InputStream in = DetectorTest.class.getResourceAsStream("golden-verdicts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
        }
    }
}
