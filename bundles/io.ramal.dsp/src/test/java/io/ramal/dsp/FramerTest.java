package io.ramal.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramerTest {
    private final Framer framer = new Framer(160);
    private final List<AudioFrame> blocks = new ArrayList<>();

    @Test
    void blocksHoldTheSoundInOrder() {
        short[] sound = ramp(10_000);
        Random random = new Random(1);
        for (int at = 0; at < sound.length; ) {
            int n = Math.min(random.nextInt(500), sound.length - at);
            framer.accept(AudioFrame.copyOf(sound, at, n), blocks::add);
            at += n;
        }
        assertThat(blocks).hasSize(62);
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(blocks.get(i)).isEqualTo(AudioFrame.copyOf(sound, i * 160, 160));
        }
        AudioFrame last = framer.flush();
        assertThat(last.slice(0, 80)).isEqualTo(AudioFrame.copyOf(sound, 9920, 80));
        assertThat(last.slice(80, 160)).isEqualTo(AudioFrame.SILENCE.slice(0, 80));
    }

    @Test
    void aFittingFrameIsHandedOnAsItIs() {
        AudioFrame frame = AudioFrame.wrap(ramp(160));
        framer.accept(frame, blocks::add);
        assertThat(blocks.get(0)).isSameAs(frame);
    }

    @Test
    void aFittingFrameDoesNotOvertakeWhatIsWaiting() {
        short[] sound = ramp(161);
        framer.accept(AudioFrame.copyOf(sound, 0, 1), blocks::add);
        framer.accept(AudioFrame.copyOf(sound, 1, 160), blocks::add);
        assertThat(blocks).containsExactly(AudioFrame.copyOf(sound, 0, 160));
        assertThat(framer.flush().sample(0)).isEqualTo(sound[160]);
    }

    @Test
    void handedOutBlocksAreNotOverwritten() {
        framer.accept(AudioFrame.wrap(ramp(159)), blocks::add);
        framer.accept(AudioFrame.wrap(ramp(2)), blocks::add);
        AudioFrame first = AudioFrame.wrap(blocks.get(0).toArray());
        framer.accept(AudioFrame.wrap(new short[400]), blocks::add);
        assertThat(blocks.get(0)).isEqualTo(first);
    }

    @Test
    void nothingToFlush() {
        assertThat(framer.flush()).isNull();
        framer.accept(AudioFrame.wrap(ramp(100)), blocks::add);
        assertThat(framer.flush()).isNotNull();
        assertThat(framer.flush()).isNull();
        framer.accept(AudioFrame.wrap(ramp(100)), blocks::add);
        framer.reset();
        assertThat(framer.flush()).isNull();
        assertThat(blocks).isEmpty();
    }

    @Test
    void aBlockHasSamples() {
        assertThatThrownBy(() -> new Framer(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] ramp(int n) {
        short[] s = new short[n];
        for (int i = 0; i < n; i++) {
            s[i] = (short) (i + 1);
        }
        return s;
    }
}
