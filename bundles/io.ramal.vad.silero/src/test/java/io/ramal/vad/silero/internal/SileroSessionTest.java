package io.ramal.vad.silero.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.testkit.Sounds;
import io.ramal.vad.VadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SileroSessionTest {
    private static final SileroWeights WEIGHTS = SileroWeights.load();
    private static final SileroSettings UNGATED = new SileroSettings(0.5f, 0.35f, false);
    private static final int WINDOWS_PER_SECOND = 31;

    @Test
    void hearsSpeechAndOnlySpeech() {
        assertThat(share(hear(SileroSettings.DEFAULT, Sounds.speech(4, -25, 1))))
                .isGreaterThan(0.9);
        assertThat(share(hear(SileroSettings.DEFAULT, Sounds.noise(4, -25, 1)))).isZero();
        assertThat(share(hear(SileroSettings.DEFAULT, Sounds.tone(4, 425, -15))))
                .isZero();
        assertThat(share(hear(SileroSettings.DEFAULT, Sounds.silence(4)))).isZero();
    }

    @Test
    void windowsFollowEachOtherWithoutGap() {
        short[] sound = Sounds.speech(3, -25, 1);
        int samples = hear(SileroSettings.DEFAULT, sound).stream()
                .mapToInt(VadEvent.Verdict::samples)
                .sum();
        assertThat(samples).isEqualTo(sound.length / 256 * 256);
    }

    @Test
    void lengthOfFramesDoesNotMatter() {
        short[] sound = mixed();
        List<VadEvent.Verdict> expected = hear(SileroSettings.DEFAULT, sound);
        List<VadEvent.Verdict> odd = new ArrayList<>();
        SileroSession session = new SileroSession(WEIGHTS, SileroSettings.DEFAULT, e -> odd.add((VadEvent.Verdict) e));
        Random random = new Random(5);
        for (int at = 0; at < sound.length; ) {
            int n = Math.min(random.nextInt(700), sound.length - at);
            session.accept(AudioFrame.copyOf(sound, at, n));
            at += n;
        }
        assertThat(odd).isEqualTo(expected);
    }

    @Test
    void resetIsLikeANewSession() {
        short[] sound = mixed();
        List<VadEvent.Verdict> all = new ArrayList<>();
        SileroSession session = new SileroSession(WEIGHTS, SileroSettings.DEFAULT, e -> all.add((VadEvent.Verdict) e));
        session.accept(AudioFrame.wrap(sound));
        List<VadEvent.Verdict> first = List.copyOf(all);
        session.accept(AudioFrame.wrap(Sounds.speech(0.4, -20, 3)));
        session.reset();
        all.clear();
        session.accept(AudioFrame.wrap(sound));
        assertThat(all).isEqualTo(first);
    }

    @Test
    void speechHoldsBetweenTheThresholds() {
        SileroSettings wide = new SileroSettings(0.9f, 0.05f, false);
        short[] drowned =
                Sounds.join(Sounds.speech(1, -22, 2), Sounds.mix(Sounds.speech(4, -30, 3), Sounds.noise(4, -24, 4)));
        int held = 0;
        boolean before = false;
        for (VadEvent.Verdict v : hear(wide, drowned)) {
            boolean expected = v.probability() >= (before ? 0.05f : 0.9f);
            assertThat(v.speech()).isEqualTo(expected);
            held += before && v.speech() && v.probability() < 0.9f ? 1 : 0;
            before = v.speech();
        }
        assertThat(held).as("windows that only the lower threshold keeps").isPositive();
    }

    @Test
    void nothingAfterClose() {
        List<VadEvent> events = new ArrayList<>();
        SileroSession session = new SileroSession(WEIGHTS, SileroSettings.DEFAULT, events::add);
        session.close();
        session.close();
        session.accept(AudioFrame.wrap(Sounds.speech(1, -25, 1)));
        assertThat(events).isEmpty();
    }

    @Test
    void gateSkipsSilenceAndSteadyNoise() {
        short[] silent = Sounds.silence(10);
        short[] hiss = Sounds.noise(10, -55, 1);
        assertThat(skipped(hear(SileroSettings.DEFAULT, silent))).isGreaterThan(9 * WINDOWS_PER_SECOND);
        assertThat(skipped(hear(SileroSettings.DEFAULT, hiss))).isGreaterThan(9 * WINDOWS_PER_SECOND);
        assertThat(skipped(hear(UNGATED, silent))).isZero();
    }

    @Test
    void gateNeverClosesOnLoudNoise() {
        assertThat(skipped(hear(SileroSettings.DEFAULT, Sounds.noise(5, -30, 1))))
                .isZero();
    }

    @Test
    void gateDoesNotDelayAnOnset() {
        for (int seed = 1; seed <= 10; seed++) {
            short[] sound = Sounds.mix(
                    Sounds.join(Sounds.silence(4 + 0.007 * seed), Sounds.speech(1, -32, seed)),
                    Sounds.noise(6, -62, seed));
            int gated = onset(hear(SileroSettings.DEFAULT, sound));
            int ungated = onset(hear(UNGATED, sound));
            assertThat(skipped(hear(SileroSettings.DEFAULT, sound))).isGreaterThan(3 * WINDOWS_PER_SECOND);
            assertThat(gated).as("seed %d", seed).isPositive().isLessThanOrEqualTo(ungated + 1);
        }
    }

    @Test
    void networkHearsTheEndOfASilenceItSleptThrough() {
        short[] sound =
                Sounds.mix(Sounds.join(Sounds.silence(3.01), Sounds.speech(1, -32, 1)), Sounds.noise(4.01, -62, 1));
        List<VadEvent.Verdict> verdicts = hear(SileroSettings.DEFAULT, sound);
        int closes = skippedFrom(verdicts, 0);
        int opens = closes;
        while (verdicts.get(opens).probability() == 0) {
            opens++;
        }
        assertThat(opens - closes).isGreaterThan(20);

        SileroNetwork network = new SileroNetwork(WEIGHTS);
        for (int w = 0; w < closes; w++) {
            network.probability(sound, w * 256);
        }
        network.prime(sound, (opens - 7) * 256);
        for (int w = opens - 6; w < opens; w++) {
            network.probability(sound, w * 256);
        }
        assertThat(verdicts.get(opens).probability()).isEqualTo(network.probability(sound, opens * 256));
    }

    @Test
    void noiseThatGrowsOpensTheGateUntilItIsUsual() {
        short[] sound = Sounds.join(Sounds.noise(5, -65, 1), Sounds.noise(8, -50, 2));
        List<VadEvent.Verdict> verdicts = hear(SileroSettings.DEFAULT, sound);
        int change = 5 * 8000 / 256;
        assertThat(skipped(verdicts.subList(change - 10, change))).isEqualTo(10);
        assertThat(skipped(verdicts.subList(change + 1, change + 60))).isZero();
        assertThat(skipped(verdicts.subList(verdicts.size() - 60, verdicts.size())))
                .isEqualTo(60);
        assertThat(share(verdicts)).isZero();
    }

    private static short[] mixed() {
        return Sounds.join(
                Sounds.noise(2, -60, 1), Sounds.speech(1, -25, 2), Sounds.silence(2), Sounds.speech(0.5, -35, 3));
    }

    static List<VadEvent.Verdict> hear(SileroSettings settings, short[] sound) {
        List<VadEvent.Verdict> verdicts = new ArrayList<>();
        SileroSession session = new SileroSession(WEIGHTS, settings, e -> verdicts.add((VadEvent.Verdict) e));
        for (int at = 0; at < sound.length; at += AudioFrame.SAMPLES) {
            session.accept(AudioFrame.copyOf(sound, at, Math.min(AudioFrame.SAMPLES, sound.length - at)));
        }
        return verdicts;
    }

    private static double share(List<VadEvent.Verdict> verdicts) {
        return verdicts.stream().mapToInt(v -> v.speech() ? 1 : 0).average().orElseThrow();
    }

    /** The network never says exactly 0. */
    private static int skipped(List<VadEvent.Verdict> verdicts) {
        return (int) verdicts.stream().filter(v -> v.probability() == 0).count();
    }

    private static int skippedFrom(List<VadEvent.Verdict> verdicts, int from) {
        int i = from;
        while (verdicts.get(i).probability() != 0) {
            i++;
        }
        return i;
    }

    private static int onset(List<VadEvent.Verdict> verdicts) {
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).speech()) {
                return i;
            }
        }
        return -1;
    }
}
