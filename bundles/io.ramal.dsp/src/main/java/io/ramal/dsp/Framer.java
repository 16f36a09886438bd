package io.ramal.dsp;

import io.ramal.audio.AudioFrame;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts sound of any lengths into blocks of one length. Not thread-safe. */
public final class Framer {
    private final short[] block;
    private int filled;

    /** Cuts into blocks of {@code samples}. */
    public Framer(int samples) {
        if (samples <= 0) {
            throw new IllegalArgumentException("a block of " + samples + " samples");
        }
        this.block = new short[samples];
    }

    /** Takes sound and hands on every block that is full. */
    public void accept(AudioFrame sound, Consumer<AudioFrame> blocks) {
        if (filled == 0 && sound.length() == block.length) {
            blocks.accept(sound);
            return;
        }
        int at = 0;
        while (at < sound.length()) {
            int n = Math.min(block.length - filled, sound.length() - at);
            sound.copyTo(at, block, filled, n);
            filled += n;
            at += n;
            if (filled == block.length) {
                filled = 0;
                blocks.accept(AudioFrame.copyOf(block, 0, block.length));
            }
        }
    }

    /** The last, shorter block filled up with silence; null when there is none. */
    public @Nullable AudioFrame flush() {
        if (filled == 0) {
            return null;
        }
        Arrays.fill(block, filled, block.length, (short) 0);
        filled = 0;
        return AudioFrame.copyOf(block, 0, block.length);
    }

    /** Forgets what is not yet a block. */
    public void reset() {
        filled = 0;
    }
}
