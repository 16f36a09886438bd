package io.ramal.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double AMPLITUDE = 16000;

    @ParameterizedTest(name = "{2} Hz, {0} to {1} Hz")
    @CsvSource({
        "8000, 16000, 300",
        "8000, 16000, 1000",
        "8000, 16000, 3300",
        "16000, 8000, 300",
        "16000, 8000, 1000",
        "16000, 8000, 3300",
        "22050, 8000, 440",
        "22050, 8000, 3300",
        "44100, 8000, 440",
        "44100, 8000, 3300",
        "48000, 8000, 1000",
        "96000, 8000, 1000",
        "192000, 8000, 3300",
        "11025, 8000, 1000",
        "12000, 8000, 1000",
        "24000, 8000, 1000",
        "32000, 8000, 1000",
        "8000, 48000, 1000",
        "8000, 22050, 3000"
    })
    void tonesComeOutAsTheyWentIn(int from, int to, double hz) {
        short[] out = convert(from, to, tone(from, hz, 1.0));
        double signal = 0;
        double error = 0;
        for (int i = to / 10; i < to * 9 / 10; i++) {
            double expected = AMPLITUDE * Math.sin(2 * Math.PI * hz * i / to);
            signal += expected * expected;
            error += (out[i] - expected) * (out[i] - expected);
        }
        assertThat(10 * Math.log10(signal / error)).as("signal to noise in dB").isGreaterThan(48);
    }

    @ParameterizedTest(name = "{2} Hz, {0} to {1} Hz")
    @CsvSource({
        "16000, 8000, 4100",
        "16000, 8000, 5000",
        "16000, 8000, 7900",
        "22050, 8000, 4100",
        "22050, 8000, 7000",
        "44100, 8000, 4100",
        "44100, 8000, 8000",
        "44100, 8000, 20000",
        "48000, 8000, 7000",
        "96000, 8000, 9000",
        "192000, 8000, 8000"
    })
    void whatTheLowerRateCannotCarryIsGone(int from, int to, double hz) {
        short[] out = convert(from, to, tone(from, hz, 1.0));
        assertThat(levelBelowInput(out)).isLessThan(-65);
    }

    @Test
    void imagesAreGoneWhenTheRateRises() {
        short[] out = convert(8000, 16000, tone(8000, 3000, 1.0));
        double re = 0;
        double im = 0;
        int n = 0;
        for (int i = 1600; i < 14400; i++, n++) {
            re += out[i] * Math.cos(2 * Math.PI * 5000 * i / 16000);
            im += out[i] * Math.sin(2 * Math.PI * 5000 * i / 16000);
        }
        assertThat(20 * Math.log10(2 * Math.hypot(re, im) / n / AMPLITUDE)).isLessThan(-65);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "44100, 8000", "192000, 8000", "8000, 8000", "8000, 44100"
    })
    void blocksOfAnyLengthGiveTheSameSamples(int from, int to) {
        Random random = new Random(7);
        short[] in = noise(from, random);
        short[] whole = convert(from, to, in);
        Resampler r = new Resampler(from, to);
        short[] joined = new short[whole.length];
        int at = 0;
        for (int i = 0; i < in.length; ) {
            int n = Math.min(random.nextInt(random.nextInt(20) == 0 ? 5000 : 40), in.length - i);
            short[] part = r.process(in, i, n);
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
            i += n;
        }
        short[] rest = r.flush();
        System.arraycopy(rest, 0, joined, at, rest.length);
        assertThat(at + rest.length).isEqualTo(whole.length);
        assertThat(joined).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "44100, 8000", "48000, 8000", "8000, 22050", "8000, 8000"})
    void lengthFollowsTheRatio(int from, int to) {
        for (int n : new int[] {0, 1, 2, 159, 160, 161, 4409, 4410, 22050}) {
            long expected = ((long) n * to + from - 1) / from;
            assertThat(convert(from, to, new short[n])).as("%d samples", n).hasSize((int) expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "48000, 8000", "44100, 8000", "192000, 8000"})
    void anImpulseStaysWhereItWas(int from, int to) {
        short[] in = new short[from / 10];
        int at = from / 20;
        Arrays.fill(in, at, at + Math.max(1, from / to), (short) 30000);
        short[] out = convert(from, to, in);
        int peak = 0;
        for (int i = 0; i < out.length; i++) {
            peak = Math.abs(out[i]) > Math.abs(out[peak]) ? i : peak;
        }
        assertThat(peak).isCloseTo(to / 20, within(1));
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "44100, 8000", "192000, 8000"})
    void runsAboutThreeMillisecondsBehind(int from, int to) {
        Resampler r = new Resampler(from, to);
        int out = r.process(new short[from]).length;
        assertThat(1000.0 * (to - out) / to).isBetween(0.0, 3.5);
    }

    @Test
    void keepsAConstantAndClipsInsteadOfWrapping() {
        short[] loud = new short[8000];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (i / 40) % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = convert(8000, 16000, loud);
        for (int i = 0; i < out.length; i++) {
            int middle = i % 80;
            if (middle > 20 && middle < 60) {
                assertThat(out[i] > 0).as("sample %d = %d", i, out[i]).isEqualTo((i / 80) % 2 == 0);
            }
        }
        short[] constant = new short[4410];
        Arrays.fill(constant, (short) 10000);
        short[] kept = convert(44100, 8000, constant);
        for (int i = 100; i < kept.length - 100; i++) {
            assertThat(kept[i]).isBetween((short) 9999, (short) 10001);
        }
    }

    @Test
    void equalRatesPassThrough() {
        short[] in = noise(8000, new Random(3));
        assertThat(convert(8000, 8000, in)).isEqualTo(in);
    }

    @Test
    void startsAnewAfterFlushAndReset() {
        short[] in = noise(4000, new Random(3));
        Resampler r = new Resampler(16000, 8000);
        short[] first = r.process(in);
        short[] rest = r.flush();
        assertThat(r.process(in)).isEqualTo(first);
        assertThat(r.flush()).isEqualTo(rest);
        r.process(in, 17, 1000);
        r.reset();
        assertThat(r.process(in)).isEqualTo(first);
    }

    @Test
    void oddRatiosWork() {
        assertThat(convert(8001, 8000, new short[8001])).hasSize(8000);
    }

    @Test
    void refusesRatesThatAreNone() {
        assertThatThrownBy(() -> new Resampler(0, 8000)).hasMessageContaining("0 Hz to 8000 Hz");
        assertThatThrownBy(() -> new Resampler(8000, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Resampler(2_000_000, 8000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] convert(int from, int to, short[] in) {
        Resampler r = new Resampler(from, to);
        short[] body = r.process(in);
        short[] tail = r.flush();
        short[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    private static short[] tone(int rate, double hz, double seconds) {
        short[] s = new short[(int) (rate * seconds)];
        for (int i = 0; i < s.length; i++) {
            s[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return s;
    }

    private static short[] noise(int samples, Random random) {
        short[] s = new short[samples];
        for (int i = 0; i < s.length; i++) {
            s[i] = (short) (random.nextGaussian() * 4000);
        }
        return s;
    }

    /** Edges left out: a tone that starts at once is not a tone there. */
    private static double levelBelowInput(short[] s) {
        double sum = 0;
        int from = s.length / 10;
        int to = s.length * 9 / 10;
        for (int i = from; i < to; i++) {
            sum += (double) s[i] * s[i];
        }
        return 10 * Math.log10(Math.max(1e-9, sum / (to - from)) / (AMPLITUDE * AMPLITUDE / 2));
    }
}
