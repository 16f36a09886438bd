package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundRulesTest {
    @Test
    void meterCountsSpeechInTheLastMoments() {
        SpeechMeter meter = new SpeechMeter();
        meter.add(true, 160);
        meter.add(false, 160);
        meter.add(true, 160);
        assertThat(meter.speechMs(300)).isEqualTo(40);
        assertThat(meter.speechMs(40)).isEqualTo(20);
        assertThat(meter.speechMs(10)).isEqualTo(10);
    }

    @Test
    void meterLosesNothingOfOddWindows() {
        SpeechMeter meter = new SpeechMeter();
        for (int i = 0; i < 10; i++) {
            meter.add(true, 256);
        }
        assertThat(meter.speechMs(SpeechMeter.MAX_MS)).isEqualTo(320);
        meter.add(true, 16_000);
        assertThat(meter.speechMs(SpeechMeter.MAX_MS)).isEqualTo(SpeechMeter.MAX_MS);
        meter.clear();
        assertThat(meter.speechMs(SpeechMeter.MAX_MS)).isZero();
    }

    @Test
    void lookBackIsBoundedInSoundAndInFrames() {
        LookBack ring = new LookBack(400);
        for (int i = 0; i < 1000; i++) {
            ring.add(AudioFrame.SILENCE);
        }
        assertThat(drain(ring)).hasSize(20);
        assertThat(drain(ring)).isEmpty();
        for (int i = 0; i < 1000; i++) {
            ring.add(AudioFrame.wrap(new short[1]));
        }
        assertThat(drain(ring)).hasSize(256);
    }

    private static List<AudioFrame> drain(LookBack ring) {
        List<AudioFrame> frames = new ArrayList<>();
        ring.drain(frames::add);
        return frames;
    }

    @Test
    void clipFillsUpItsLastFrame() {
        Clip clip = new Clip();
        short[] sound = new short[400];
        sound[10] = 1;
        clip.add(AudioFrame.wrap(sound));
        assertThat(clip.size()).isEqualTo(2);
        clip.finish();
        assertThat(clip.size()).isEqualTo(3);
        assertThat(clip.toArray()).allMatch(f -> f.length() == AudioFrame.SAMPLES);
    }

    @Test
    void silenceIsNoBeginningOfAClipAndIsPlayedOnceThereIsOne() {
        Clip clip = new Clip();
        clip.add(AudioFrame.SILENCE);
        clip.add(AudioFrame.EMPTY);
        assertThat(clip.size()).isZero();
        clip.add(Rig.VOICE);
        assertThat(clip.size()).isEqualTo(2);
    }

    @Test
    void whatCannotBeTheSoundOfATextIsFound() {
        assertThat(clip(50, Rig.VOICE).fault("Para qual apartamento?")).isNull();
        assertThat(clip(50, AudioFrame.SILENCE).fault("Para qual apartamento?")).isEqualTo("no sound for a sentence");
        assertThat(clip(0, Rig.VOICE).fault("Para qual apartamento?")).isEqualTo("no sound for a sentence");
        assertThat(clip(0, Rig.VOICE).fault("…")).isNull();
        assertThat(clip(2, Rig.VOICE).fault("Para qual apartamento?")).isEqualTo("hardly any sound for a sentence");
        assertThat(clip(1700, Rig.VOICE).fault("Para qual apartamento?")).isEqualTo("sound without end");
        assertThat(clip(850, Rig.VOICE).fault("1 2 3 4")).as("a word for each").isNull();
    }

    private static Clip clip(int frames, AudioFrame frame) {
        Clip clip = new Clip();
        for (int i = 0; i < frames; i++) {
            clip.add(frame);
        }
        clip.finish();
        return clip;
    }

    @Test
    void nobodyIsLateBecauseTheWholeProcessStoodStill() {
        Wait wait = new Wait();
        long ms = 1_000_000;
        wait.tick(5 * ms);
        assertThat(wait.tick(25 * ms)).isEqualTo(20 * ms);
        assertThat(wait.tick(5000 * ms)).isEqualTo(120 * ms);
        wait.start();
        assertThat(wait.tick(9000 * ms)).isZero();
    }

    @Test
    void theChimeIsSoftShortAndAudible() {
        Clip chime = Chime.clip();
        assertThat(chime.size() * AudioFrame.MILLIS).isBetween(300, 600);
        assertThat(chime.toArray()).allMatch(f -> f.length() == AudioFrame.SAMPLES);
        for (AudioFrame f : chime.toArray()) {
            for (int i = 0; i < f.length(); i++) {
                assertThat((int) f.sample(i)).isBetween(-3000, 3000);
            }
        }
    }
}
