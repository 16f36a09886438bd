package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frame n of either side is made of samples of the value n + 1, so that the place of each can be seen. */
class StereoTrackTest {
    private final StereoTrack track = new StereoTrack();
    private final List<Short> left = new ArrayList<>();
    private final List<Short> right = new ArrayList<>();

    @Test
    void whatIsHeardAndSaidAtATimeIsAtOnePlace() {
        for (int n = 0; n < 300; n++) {
            hear(n, n);
            track.said(frame(n), n);
        }
        end();
        assertThat(frames(left)).isEqualTo(frames(right)).hasSize(300).startsWith(1, 2, 3);
    }

    @Test
    void jitterLeavesNoTrace() {
        Random random = new Random(20260301);
        for (int n = 0, arrived = 0; n < 1500; n++) {
            // never overtaking: it is one TCP connection; up to 12 frames at once
            arrived = Math.max(arrived, n + (random.nextInt(8) == 0 ? random.nextInt(12) : 0));
            hearAndSayUpTo(arrived, n);
        }
        end();
        assertInStep(1500, 2);
        assertThat(track.skipped()).isZero();
    }

    @Test
    void aStumbleOfTheNetworkIsMadeGood() {
        for (int n = 0; n < 400; n++) {
            // frames 100 to 159 come together, when 160 does
            hearAndSayUpTo(n >= 100 && n < 160 ? 160 : n, n);
        }
        end();
        assertInStep(400, 0);
    }

    @Test
    void aPauseOfThePeerStays() {
        for (int n = 0; n < 400; n++) {
            if (n < 100 || n >= 175) {
                hear(n, n);
            }
            track.said(frame(n), n);
        }
        end();
        List<Integer> heard = frames(left);
        assertThat(heard.subList(100, 175)).containsOnly(0);
        assertThat(heard.get(99)).isEqualTo(100);
        assertThat(heard.get(175)).isEqualTo(176);
        assertThat(heard).hasSize(400);
    }

    @Test
    void ticksThatWereLostAreSilenceAndShiftNothing() {
        for (int n = 0; n < 300; n++) {
            hear(n, n);
            if (n < 50 || n >= 60) {
                track.said(frame(n), n);
            }
        }
        end();
        assertThat(frames(right).subList(50, 60)).containsOnly(0);
        assertThat(frames(right).get(60)).isEqualTo(61);
        assertInStep(300, 0);
    }

    @Test
    void silenceThatIsSaidIsSilence() {
        track.said(null, 0);
        track.said(frame(1), 1);
        end();
        assertThat(frames(right)).containsExactly(0, 2);
        assertThat(frames(left)).containsExactly(0, 0);
    }

    @Test
    void framesOfAnyLengthKeepTheirPlace() {
        for (int n = 0; n < 300; n += 3) {
            for (int i = 0; i < 3; i++) {
                track.said(frame(n + i), n + i);
            }
            // three frames in one, after all three have been spoken
            short[] three = new short[480];
            for (int i = 0; i < 3; i++) {
                Arrays.fill(three, i * 160, (i + 1) * 160, (short) (n + i + 1));
            }
            track.heard(AudioFrame.wrap(three), n + 3);
        }
        end();
        assertInStep(295, 3);
    }

    @Test
    void moreThanThereIsTimeForIsCutBack() {
        for (int n = 0, sent = 0; n < 1000; n++) {
            // a peer whose clock is a tenth too fast
            for (int upTo = n * 11 / 10; sent <= upTo; sent++) {
                hear(sent, n);
            }
            track.said(frame(n), n);
            drain();
        }
        end();
        assertThat(frames(left)).hasSize(1000);
        assertThat(track.skipped() / 160).isBetween(80L, 110L);
        assertThat(frames(left).get(900)).as("heard at the same time as said").isBetween(970, 1001);
    }

    private void hear(int n, int tick) {
        track.heard(frame(n), tick);
    }

    private int said;

    /** Frame n is heard before tick {@code arrived}. */
    private void hearAndSayUpTo(int arrived, int n) {
        for (; said < arrived; said++) {
            track.said(frame(said), said);
        }
        hear(n, arrived);
        drain();
    }

    private void assertInStep(int frames, int within) {
        List<Integer> l = frames(left);
        for (int i = 5; i < frames - 5; i++) {
            assertThat(l.get(i)).as("frame " + i).isBetween(i + 1 - within, i + 1 + within);
        }
        List<Integer> heard = l.stream().filter(v -> v != 0).distinct().toList();
        assertThat(heard).as("nothing is lost").hasSizeGreaterThanOrEqualTo(frames - 5);
    }

    private static AudioFrame frame(int n) {
        short[] samples = new short[AudioFrame.SAMPLES];
        Arrays.fill(samples, (short) (n + 1));
        return AudioFrame.wrap(samples);
    }

    private void drain() {
        take(track.take(false));
    }

    private void end() {
        take(track.take(true));
    }

    private void take(ByteBuffer sound) {
        sound.order(java.nio.ByteOrder.LITTLE_ENDIAN);
        while (sound.hasRemaining()) {
            left.add(sound.getShort());
            right.add(sound.getShort());
        }
    }

    /** The middle sample of each 20 ms. */
    private static List<Integer> frames(List<Short> samples) {
        List<Integer> frames = new ArrayList<>();
        for (int i = 80; i < samples.size(); i += 160) {
            frames.add((int) samples.get(i));
        }
        return frames;
    }
}
