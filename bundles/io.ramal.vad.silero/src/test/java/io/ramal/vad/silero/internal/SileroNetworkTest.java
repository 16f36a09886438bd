package io.ramal.vad.silero.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SileroNetworkTest {
    private static final SileroWeights WEIGHTS = SileroWeights.load();

    private final SileroNetwork network = new SileroNetwork(WEIGHTS);

    @Test
    void agreesWithTheOriginalModel() throws IOException {
        float[] golden = golden();
        float[] ours = run(network, GoldenSound.samples());
        assertThat(ours).hasSameSizeAs(golden);
        for (int i = 0; i < golden.length; i++) {
            assertThat(ours[i]).as("window %d", i).isEqualTo(golden[i], within(1e-4f));
        }
    }

    @Test
    void goldenSoundSeesAllOfTheRange() throws IOException {
        int[] tenths = new int[10];
        for (float p : golden()) {
            tenths[Math.min(9, (int) (p * 10))]++;
        }
        assertThat(tenths).as("windows per tenth of probability").doesNotContain(0);
    }

    @Test
    void forgetsOnReset() {
        short[] sound = GoldenSound.samples();
        float[] first = run(network, sound);
        network.reset();
        assertThat(run(network, sound)).isEqualTo(first);
    }

    @Test
    void networksShareNothingButTheWeights() {
        short[] sound = GoldenSound.samples();
        float[] alone = run(new SileroNetwork(WEIGHTS), sound);
        SileroNetwork other = new SileroNetwork(WEIGHTS);
        float[] interleaved = new float[alone.length];
        for (int i = 0; i < alone.length; i++) {
            interleaved[i] = network.probability(sound, i * SileroNetwork.WINDOW);
            other.probability(sound, (i * 7 % alone.length) * SileroNetwork.WINDOW);
        }
        assertThat(interleaved).isEqualTo(alone);
    }

    @Test
    void tanhIsExactToFloatPrecision() {
        for (double x = -20; x <= 20; x += 0.001) {
            assertThat(Kernels.tanh((float) x)).isCloseTo((float) Math.tanh((float) x), within(4e-7f));
        }
    }

    @Test
    void zerosAnywhereAreLeftOutOfASumOfRows() {
        Random random = new Random(1);
        for (int count = 0; count <= 13; count++) {
            for (int trial = 0; trial < 50; trial++) {
                float[][] rows = new float[count + 2][5];
                float[] x = new float[count + 3];
                float[] expected = new float[5];
                for (int i = 0; i < count; i++) {
                    x[3 + i] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(5);
                    for (int j = 0; j < 5; j++) {
                        rows[2 + i][j] = random.nextInt(100);
                        expected[j] += x[3 + i] * rows[2 + i][j];
                    }
                }
                float[] y = new float[5];
                Kernels.addRows(y, 5, rows, 2, x, 3, count);
                assertThat(y).isEqualTo(expected);
            }
        }
    }

    @Test
    void knowsTheModelItCameFrom() {
        assertThat(WEIGHTS.source).isEqualTo("1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");
    }

    private static float[] run(SileroNetwork network, short[] sound) {
        float[] p = new float[sound.length / SileroNetwork.WINDOW];
        for (int i = 0; i < p.length; i++) {
            p[i] = network.probability(sound, i * SileroNetwork.WINDOW);
        }
        return p;
    }

    private static float[] golden() throws IOException {
        try (InputStream in = SileroNetworkTest.class.getResourceAsStream("golden-probabilities.txt")) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
            float[] p = new float[lines.length];
            for (int i = 0; i < p.length; i++) {
                p[i] = Float.parseFloat(lines[i]);
            }
            return p;
        }
    }
}
