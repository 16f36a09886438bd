package io.ramal.simulator.internal.load;

import io.ramal.audio.AudioFrame;
import io.ramal.simulator.internal.Background;
import io.ramal.simulator.internal.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frames ready for the wire, shared by all calls of one thread. */
final class FrameSet {
    private static final double NOISE_DBFS = -62;
    private static final int NOISE_FRAMES = 50;

    private final ByteBuffer[] frames;

    private FrameSet(int size) {
        frames = new ByteBuffer[size];
    }

    static FrameSet silence() {
        return background(null, 1);
    }

    static FrameSet noise() {
        return background(NOISE_DBFS, NOISE_FRAMES);
    }

    /** Cuts sound into frames; the last one is filled up with silence. */
    static FrameSet of(short[] samples) {
        FrameSet set = new FrameSet((samples.length + AudioFrame.SAMPLES - 1) / AudioFrame.SAMPLES);
        for (int f = 0; f < set.frames.length; f++) {
            short[] block = new short[AudioFrame.SAMPLES];
            int from = f * AudioFrame.SAMPLES;
            System.arraycopy(samples, from, block, 0, Math.min(block.length, samples.length - from));
            set.put(f, AudioFrame.wrap(block));
        }
        return set;
    }

    int size() {
        return frames.length;
    }

    /** Frame {@code index}, counted round and round; ready to be written until the next call. */
    ByteBuffer get(long index) {
        return frames[(int) (index % frames.length)].rewind();
    }

    private static FrameSet background(@Nullable Double level, int size) {
        FrameSet set = new FrameSet(size);
        Background background = new Background(level);
        for (int f = 0; f < size; f++) {
            set.put(f, background.next());
        }
        return set;
    }

    private void put(int index, AudioFrame frame) {
        byte[] bytes = Wire.audio(frame);
        frames[index] = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }
}
