package io.ramal.dsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files of 16-bit sound, read and written through the JDK. */
public final class Wav {
    private Wav() {}

    /**
     * Interleaved samples of a file.
     *
     * @param rate sample rate in Hz
     * @param channels 1 or 2
     * @param samples interleaved when there are two channels
     */
    public record Sound(int rate, int channels, short[] samples) {}

    /**
     * Reads a WAV (or any format the JDK knows); other encodings are converted to 16-bit PCM.
     *
     * @throws IOException naming the file when it is not readable as sound
     */
    public static Sound read(Path file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
                AudioInputStream raw = AudioSystem.getAudioInputStream(in)) {
            AudioFormat f = raw.getFormat();
            if (f.getSampleRate() < 1 || f.getChannels() < 1) {
                throw new IOException(file + " has no sample rate or no channel; give a PCM WAV");
            }
            AudioFormat pcm = new AudioFormat(
                    AudioFormat.Encoding.PCM_SIGNED,
                    f.getSampleRate(),
                    16,
                    f.getChannels(),
                    2 * f.getChannels(),
                    f.getSampleRate(),
                    false);
            try (AudioInputStream s = AudioSystem.getAudioInputStream(pcm, raw)) {
                byte[] b = s.readAllBytes();
                short[] samples = new short[b.length / 2];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) ((b[2 * i] & 0xff) | (b[2 * i + 1] << 8));
                }
                return new Sound((int) f.getSampleRate(), f.getChannels(), samples);
            }
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new IOException(file + " is not a sound file this server reads; give a PCM WAV", e);
        }
    }

    /** Reads a file and converts it to mono at {@code rate} Hz. */
    public static short[] readMono(Path file, int rate) throws IOException {
        Sound s = read(file);
        short[] mono = s.samples();
        if (s.channels() > 1) {
            mono = new short[s.samples().length / s.channels()];
            for (int i = 0; i < mono.length; i++) {
                int sum = 0;
                for (int c = 0; c < s.channels(); c++) {
                    sum += s.samples()[i * s.channels() + c];
                }
                mono[i] = (short) (sum / s.channels());
            }
        }
        if (s.rate() == rate) {
            return mono;
        }
        Resampler r = new Resampler(s.rate(), rate);
        short[] body = r.process(mono);
        short[] tail = r.flush();
        short[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    /** Writes interleaved 16-bit samples; parent folders are made. */
    public static void write(Path file, Sound sound) throws IOException {
        byte[] b = new byte[sound.samples().length * 2];
        for (int i = 0; i < sound.samples().length; i++) {
            b[2 * i] = (byte) sound.samples()[i];
            b[2 * i + 1] = (byte) (sound.samples()[i] >> 8);
        }
        AudioFormat f = new AudioFormat(sound.rate(), 16, sound.channels(), true, false);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (AudioInputStream s =
                new AudioInputStream(new ByteArrayInputStream(b), f, sound.samples().length / sound.channels())) {
            AudioSystem.write(s, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
