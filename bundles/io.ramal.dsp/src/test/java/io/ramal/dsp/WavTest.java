package io.ramal.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
    @TempDir
    Path folder;

    @Test
    void monoComesBackAsWritten() throws IOException {
        Path file = folder.resolve("a/b/mono.wav");
        short[] samples = noise(801);
        Wav.write(file, new Wav.Sound(8000, 1, samples));
        Wav.Sound back = Wav.read(file);
        assertThat(back.rate()).isEqualTo(8000);
        assertThat(back.channels()).isEqualTo(1);
        assertThat(back.samples()).isEqualTo(samples);
        assertThat(Wav.readMono(file, 8000)).isEqualTo(samples);
        assertThat(Files.size(file)).isEqualTo(44 + 2 * samples.length);
    }

    @Test
    void stereoComesBackAsWrittenAndAsTheMeanOfBothSides() throws IOException {
        Path file = folder.resolve("stereo.wav");
        short[] samples = noise(1600);
        Wav.write(file, new Wav.Sound(8000, 2, samples));
        Wav.Sound back = Wav.read(file);
        assertThat(back.channels()).isEqualTo(2);
        assertThat(back.samples()).isEqualTo(samples);
        short[] mono = Wav.readMono(file, 8000);
        assertThat(mono).hasSize(800);
        for (int i = 0; i < mono.length; i++) {
            assertThat(mono[i]).isEqualTo((short) ((samples[2 * i] + samples[2 * i + 1]) / 2));
        }
    }

    @Test
    void otherRatesAreConverted() throws IOException {
        Path file = folder.resolve("cd.wav");
        Wav.write(file, new Wav.Sound(44100, 1, noise(44100)));
        assertThat(Wav.readMono(file, 8000)).hasSize(8000);
    }

    @Test
    void otherEncodingsAreConverted() throws IOException {
        byte[] eight = {(byte) 128, (byte) 255, 0, (byte) 192};
        Path file = folder.resolve("eight.wav");
        write(file, new AudioFormat(8000, 8, 1, false, false), eight);
        short[] s = Wav.read(file).samples();
        assertThat(s).hasSize(4);
        assertThat((int) s[0]).isBetween(-2, 2);
        assertThat((int) s[1]).isGreaterThan(32000);
        assertThat((int) s[2]).isLessThan(-32000);
        assertThat((int) s[3]).isBetween(16000, 16800);

        // µ-law: 0xff is zero, 0x80 the loudest positive, 0x00 the loudest negative sample (ITU-T G.711)
        Path law = folder.resolve("law.wav");
        write(law, new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false), new byte[] {-1, -128, 0});
        assertThat(Wav.read(law).samples()).containsExactly((short) 0, (short) 32124, (short) -32124);
    }

    @Test
    void emptySoundIsSound() throws IOException {
        Path file = folder.resolve("empty.wav");
        Wav.write(file, new Wav.Sound(16000, 1, new short[0]));
        assertThat(Wav.readMono(file, 8000)).isEmpty();
    }

    @Test
    void whatIsNoSoundIsNamed() throws IOException {
        Path file = folder.resolve("note.wav");
        Files.writeString(file, "not a sound at all, just some text that goes on for a while");
        assertThatThrownBy(() -> Wav.read(file)).isInstanceOf(IOException.class).hasMessageContaining("note.wav");
        assertThatThrownBy(() -> Wav.read(folder.resolve("missing.wav")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing.wav");
    }

    private static void write(Path file, AudioFormat format, byte[] data) throws IOException {
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(data), format, data.length / format.getFrameSize())) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static short[] noise(int n) {
        short[] s = new short[n];
        Random random = new Random(1);
        for (int i = 0; i < n; i++) {
            s[i] = (short) random.nextInt();
        }
        return s;
    }
}
