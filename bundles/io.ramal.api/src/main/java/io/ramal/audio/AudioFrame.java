package io.ramal.audio;

import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable run of sound: mono, signed 16-bit samples at {@value #SAMPLE_RATE} Hz, of any length.
 *
 * <p>The frame the transport paces out is {@value #SAMPLES} samples = {@value #MILLIS} ms = {@value #BYTES} bytes; what
 * comes in or out of an engine may be shorter or longer. Instances are safe to share between threads and calls.
 */
public final class AudioFrame {
    /** The working rate of the house in Hz; Asterisk's {@code slin}. */
    public static final int SAMPLE_RATE = 8000;
    /** Samples in one paced frame. */
    public static final int SAMPLES = 160;
    /** Duration of one paced frame in ms. */
    public static final int MILLIS = 20;
    /** Bytes of one paced frame on the wire. */
    public static final int BYTES = SAMPLES * 2;
    /** One paced frame of digital silence. */
    public static final AudioFrame SILENCE = new AudioFrame(new short[SAMPLES]);
    /** No sound at all. */
    public static final AudioFrame EMPTY = new AudioFrame(new short[0]);

    private final short[] samples;

    private AudioFrame(short[] samples) {
        this.samples = samples;
    }

    /** Takes ownership of {@code samples}: the caller must not touch the array again. */
    public static AudioFrame wrap(short[] samples) {
        return new AudioFrame(Objects.requireNonNull(samples));
    }

    /** Copies {@code length} samples from {@code offset}. */
    public static AudioFrame copyOf(short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        return new AudioFrame(Arrays.copyOfRange(samples, offset, offset + length));
    }

    /**
     * Decodes little-endian samples.
     *
     * @throws IllegalArgumentException when {@code length} is odd
     */
    public static AudioFrame ofLittleEndian(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if ((length & 1) != 0) {
            throw new IllegalArgumentException("16-bit sound needs an even number of bytes, not " + length);
        }
        short[] s = new short[length / 2];
        for (int i = 0, p = offset; i < s.length; i++, p += 2) {
            s[i] = (short) ((bytes[p] & 0xff) | (bytes[p + 1] << 8));
        }
        return new AudioFrame(s);
    }

    /** Number of samples. */
    public int length() {
        return samples.length;
    }

    public boolean isEmpty() {
        return samples.length == 0;
    }

    /** The sample at {@code index}. */
    public short sample(int index) {
        return samples[index];
    }

    /** Duration in whole milliseconds, rounded down. */
    public long millis() {
        return samples.length * 1000L / SAMPLE_RATE;
    }

    /** Copies samples {@code [from, from + length)} into {@code target} at {@code at}. */
    public void copyTo(int from, short[] target, int at, int length) {
        System.arraycopy(samples, from, target, at, length);
    }

    /** A copy of all samples. */
    public short[] toArray() {
        return samples.clone();
    }

    /** The samples {@code [from, to)}; this frame itself when that is all of it. */
    public AudioFrame slice(int from, int to) {
        Objects.checkFromToIndex(from, to, samples.length);
        return from == 0 && to == samples.length ? this : new AudioFrame(Arrays.copyOfRange(samples, from, to));
    }

    /** Little-endian bytes, two per sample. */
    public byte[] toLittleEndian() {
        byte[] b = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            b[2 * i] = (byte) samples[i];
            b[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        return b;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof AudioFrame other && Arrays.equals(samples, other.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "AudioFrame[" + samples.length + " samples, " + millis() + " ms]";
    }
}
