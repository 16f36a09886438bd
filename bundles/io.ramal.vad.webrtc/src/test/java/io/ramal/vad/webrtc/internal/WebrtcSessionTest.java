package io.ramal.vad.webrtc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.testkit.Sounds;
import io.ramal.vad.VadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebrtcSessionTest {
    @Test
    void hearsSpeechOnAQuietLineAndOnlyThere() {
        short[] sound = Sounds.mix(
                Sounds.join(Sounds.silence(2), Sounds.speech(2, -25, 1), Sounds.silence(2)), Sounds.noise(6, -60, 2));
        List<VadEvent.Verdict> verdicts = hear(WebrtcSettings.DEFAULT, sound);
        assertThat(share(verdicts.subList(30, 100))).isZero();
        assertThat(share(verdicts.subList(105, 200))).isGreaterThan(0.9);
        assertThat(share(verdicts.subList(220, 300))).isZero();
        assertThat(share(hear(WebrtcSettings.DEFAULT, Sounds.silence(2)))).isZero();
    }

    @Test
    void probabilityIsAllOrNothing() {
        for (VadEvent.Verdict v : hear(WebrtcSettings.DEFAULT, GoldenSound.samples())) {
            assertThat(v.probability()).isEqualTo(v.speech() ? 1 : 0);
        }
    }

    @Test
    void windowsFollowEachOtherWithoutGap() {
        short[] sound = Sounds.speech(1.0101, -25, 1);
        for (int millis = 10; millis <= 30; millis += 10) {
            int window = millis * 8;
            List<VadEvent.Verdict> verdicts = hear(new WebrtcSettings(2, millis), sound);
            assertThat(verdicts).hasSize(sound.length / window).allMatch(v -> v.samples() == window);
        }
    }

    @Test
    void lengthOfFramesDoesNotMatter() {
        short[] sound = GoldenSound.samples();
        List<VadEvent.Verdict> expected = hear(WebrtcSettings.DEFAULT, sound);
        List<VadEvent.Verdict> odd = new ArrayList<>();
        WebrtcSession session = new WebrtcSession(WebrtcSettings.DEFAULT, e -> odd.add((VadEvent.Verdict) e));
        Random random = new Random(5);
        for (int at = 0; at < sound.length; ) {
            int n = Math.min(random.nextInt(500), sound.length - at);
            session.accept(AudioFrame.copyOf(sound, at, n));
            at += n;
        }
        assertThat(odd).isEqualTo(expected);
    }

    @Test
    void sessionsAreIndependent() {
        short[] sound = GoldenSound.samples();
        List<VadEvent.Verdict> mixed = new ArrayList<>();
        WebrtcSession one = new WebrtcSession(WebrtcSettings.DEFAULT, e -> mixed.add((VadEvent.Verdict) e));
        WebrtcSession other = new WebrtcSession(WebrtcSettings.DEFAULT, e -> {});
        for (int at = 0; at + 160 <= sound.length; at += 160) {
            one.accept(AudioFrame.copyOf(sound, at, 160));
            other.accept(AudioFrame.copyOf(sound, sound.length - 160 - at, 160));
        }
        assertThat(mixed).isEqualTo(hear(WebrtcSettings.DEFAULT, sound));
    }

    @Test
    void resetIsLikeANewSession() {
        short[] sound = GoldenSound.samples();
        List<VadEvent.Verdict> all = new ArrayList<>();
        WebrtcSession session = new WebrtcSession(WebrtcSettings.DEFAULT, e -> all.add((VadEvent.Verdict) e));
        session.accept(AudioFrame.wrap(Sounds.noise(3.003, -10, 1)));
        session.reset();
        all.clear();
        session.accept(AudioFrame.wrap(sound));
        assertThat(all).isEqualTo(hear(WebrtcSettings.DEFAULT, sound));
    }

    @Test
    void nothingAfterClose() {
        List<VadEvent> events = new ArrayList<>();
        WebrtcSession session = new WebrtcSession(WebrtcSettings.DEFAULT, events::add);
        session.close();
        session.close();
        session.accept(AudioFrame.SILENCE);
        assertThat(events).isEmpty();
    }

    private static List<VadEvent.Verdict> hear(WebrtcSettings settings, short[] sound) {
        List<VadEvent.Verdict> verdicts = new ArrayList<>();
        WebrtcSession session = new WebrtcSession(settings, e -> verdicts.add((VadEvent.Verdict) e));
        for (int at = 0; at < sound.length; at += AudioFrame.SAMPLES) {
            session.accept(AudioFrame.copyOf(sound, at, Math.min(AudioFrame.SAMPLES, sound.length - at)));
        }
        return verdicts;
    }

    private static double share(List<VadEvent.Verdict> verdicts) {
        return verdicts.stream().mapToInt(v -> v.speech() ? 1 : 0).average().orElseThrow();
    }
}
