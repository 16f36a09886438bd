package io.ramal.records.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A stereo WAV that grows. Its header is brought up to date after each piece of sound, so that the file can be heard at
 * any time, also after a crash: then the last piece may lack. Nothing is forced to disk: losing the last seconds of sound
 * with the power is better than making every other file wait. Blocks; one thread.
 */
final class WavFile implements AutoCloseable {
    private static final int CHANNELS = 2;
    private static final int SAMPLE_BYTES = 2;
    private static final int FRAME_BYTES = CHANNELS * SAMPLE_BYTES;
    /** Canonical RIFF header of PCM sound: RIFF, fmt and data, nothing else. */
    private static final int HEADER = 44;

    private final FileChannel channel;
    private long bytes;

    /** Makes a file; an existing one is never touched. */
    WavFile(Path file) throws IOException {
        channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                Shelves.privately());
        try {
            header();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Appends interleaved sound. */
    void write(ByteBuffer sound) throws IOException {
        int length = sound.remaining();
        put(sound, HEADER + bytes);
        bytes += length;
        header();
    }

    private void header() throws IOException {
        ByteBuffer h = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        h.put(ascii("RIFF")).putInt((int) (HEADER - 8 + bytes)).put(ascii("WAVE"));
        h.put(ascii("fmt ")).putInt(16);
        h.putShort((short) 1).putShort((short) CHANNELS);
        h.putInt(AudioFrame.SAMPLE_RATE).putInt(AudioFrame.SAMPLE_RATE * FRAME_BYTES);
        h.putShort((short) FRAME_BYTES).putShort((short) (SAMPLE_BYTES * 8));
        h.put(ascii("data")).putInt((int) bytes);
        put(h.flip(), 0);
    }

    private void put(ByteBuffer from, long at) throws IOException {
        long position = at;
        while (from.hasRemaining()) {
            position += channel.write(from, position);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
