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
        clip.add(AudioFrame.wrap(new short[400]));
        assertThat(clip.size()).isEqualTo(2);
        clip.finish();
        assertThat(clip.size()).isEqualTo(3);
        assertThat(clip.toArray()).allMatch(f -> f.length() == AudioFrame.SAMPLES);
    }
}
