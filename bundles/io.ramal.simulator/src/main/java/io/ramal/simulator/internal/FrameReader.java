package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Cuts what a server sends into frames, without making an object per frame. After {@link #next()} returned true the frame
 * is readable until the next call of any method. Not thread-safe.
 */
public final class FrameReader {
    private static final int MAX = Wire.HEADER + 0xffff;

    private ByteBuffer buffer;
    /** Start of what is not yet handed out; {@link #buffer} is filled up to its position. */
    private int start;

    private int kind;
    private int offset;
    private int length;

    /** Starts with room for {@code size} bytes and grows with the frames. */
    public FrameReader(int size) {
        this.buffer = ByteBuffer.allocateDirect(size);
    }

    /**
     * Reads what is there.
     *
     * @return as the channel returned it: -1 at the end
     */
    public int read(ReadableByteChannel channel) throws IOException {
        makeRoom();
        return channel.read(buffer);
    }

    /** Moves on to the next whole frame; false when there is none yet. */
    public boolean next() {
        int available = buffer.position() - start;
        if (available < Wire.HEADER) {
            return false;
        }
        int size = (buffer.get(start + 1) & 0xff) << 8 | (buffer.get(start + 2) & 0xff);
        if (available < Wire.HEADER + size) {
            return false;
        }
        kind = buffer.get(start) & 0xff;
        offset = start + Wire.HEADER;
        length = size;
        start = offset + size;
        return true;
    }

    public int kind() {
        return kind;
    }

    /** Bytes of payload. */
    public int length() {
        return length;
    }

    /** Sample {@code index} of an audio frame. */
    public short sample(int index) {
        int at = offset + 2 * index;
        return (short) ((buffer.get(at) & 0xff) | (buffer.get(at + 1) << 8));
    }

    /** The sound of an audio frame; a trailing half sample is dropped. */
    public AudioFrame sound() {
        short[] samples = new short[length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(i);
        }
        return AudioFrame.wrap(samples);
    }

    private void makeRoom() {
        if (start > 0) {
            buffer.limit(buffer.position()).position(start);
            buffer.compact();
            start = 0;
        }
        if (!buffer.hasRemaining() && buffer.capacity() < MAX) {
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.min(MAX, buffer.capacity() * 4));
            buffer.flip();
            larger.put(buffer);
            buffer = larger;
        }
    }
}
