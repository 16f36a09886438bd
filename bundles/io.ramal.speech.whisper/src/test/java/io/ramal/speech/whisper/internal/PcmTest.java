package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.testkit.Utterances;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcmTest {
    @Test
    void doublesTheRateAndAddsSilence() {
        short[] line = new short[16_000];
        Arrays.fill(line, (short) 16_384);
        Pcm pcm = Pcm.of(line);

        assertThat(pcm.millis()).isEqualTo(2000);
        assertThat(pcm.samples()).hasSize(32_000 + 4800);
        assertThat(pcm.samples()[16_000]).isBetween(0.499f, 0.501f);
        assertThat(pcm.samples()[36_000]).isZero();
    }

    @Test
    void aShortAnswerIsMadeLongEnoughForTheEngine() {
        assertThat(Pcm.of(new short[2400]).samples().length).isGreaterThan(Pcm.RATE);
        assertThat(Pcm.of(new short[0]).samples().length).isGreaterThan(Pcm.RATE);
    }

    @Test
    void theContextCoversTheSoundAndNoMore() {
        assertThat(Pcm.of(new short[8000]).context(1500)).isEqualTo(256);
        for (int seconds = 1; seconds <= 29; seconds++) {
            Pcm pcm = Pcm.of(new short[seconds * 8000]);
            int context = pcm.context(1500);
            assertThat((long) context * Pcm.SAMPLES_PER_CONTEXT).isGreaterThanOrEqualTo(pcm.samples().length);
            assertThat(context).isBetween(256, Math.max(256, seconds * 50 + 15));
        }
        assertThat(Pcm.of(new short[40 * 8000]).context(1500)).isEqualTo(1500);
    }

    @Test
    void hearsWhetherSomebodySpeaks() {
        assertThat(Pcm.audible(new short[0])).isFalse();
        assertThat(Pcm.audible(new short[8000])).isFalse();
        assertThat(Pcm.audible(noise(8000, 30))).as("-61 dBFS").isFalse();
        assertThat(Pcm.audible(noise(8000, 100))).as("-50 dBFS").isTrue();
        assertThat(Pcm.audible(Utterances.YES.samples())).isTrue();
        short[] click = new short[8000];
        Arrays.fill(click, 4000, 4040, (short) 30_000);
        assertThat(Pcm.audible(click)).isFalse();
    }

    private static short[] noise(int samples, int amplitude) {
        Random random = new Random(11);
        short[] s = new short[samples];
        for (int i = 0; i < samples; i++) {
            s[i] = (short) (random.nextGaussian() * amplitude);
        }
        return s;
    }
}
