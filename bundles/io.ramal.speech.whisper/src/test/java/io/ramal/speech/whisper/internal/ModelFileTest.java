package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ggml-base.bin");
    }

    @Test
    void readsWhatIsToBeKnown() throws Exception {
        ModelFile multilingual = ModelFile.read(TinyModel.write(file, TinyModel.MULTILINGUAL));
        assertThat(multilingual).isEqualTo(new ModelFile(file, 51_865, 1500, 2));
        assertThat(multilingual.multilingual()).isTrue();
        assertThat(ModelFile.read(TinyModel.write(file, TinyModel.ENGLISH)).multilingual())
                .isFalse();
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessage("no speech model at " + file);
        assertThatThrownBy(() -> ModelFile.read(folder)).hasMessage("no speech model at " + folder);
    }

    @Test
    void refusesWhatIsNoModel() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        for (byte[] bad : new byte[][] {
            {},
            {1, 2, 3},
            noise,
            "<html>404</html>".getBytes(StandardCharsets.US_ASCII),
            "GGUF".getBytes(StandardCharsets.US_ASCII),
            "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII)
        }) {
            Files.write(file, bad);
            assertThatThrownBy(() -> ModelFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the file at " + file + " is no Whisper model in whisper.cpp's ggml format");
        }
    }

    @Test
    void refusesOneThatWasCutOffAnywhere() throws Exception {
        byte[] all = TinyModel.bytes(TinyModel.MULTILINGUAL);
        int head = TinyModel.headBytes();
        for (int length = 4; length < all.length; length += length > head + 200 && length < all.length - 20 ? 97 : 3) {
            Files.write(file, Arrays.copyOf(all, length));
            assertThatThrownBy(() -> ModelFile.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the speech model at " + file + " is damaged or was cut off: ");
        }
    }

    @Test
    void refusesWhatIsBehindTheEnd() throws Exception {
        byte[] all = TinyModel.bytes(TinyModel.MULTILINGUAL);
        Files.write(file, Arrays.copyOf(all, all.length + 5));
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("damaged");
    }

    @Test
    void refusesAHeadWithoutWeights() throws Exception {
        Files.write(file, new TinyModel().head(TinyModel.MULTILINGUAL).bytes());
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageEndingWith("it holds no weights");
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "1, 2000000000", "2, 0", "3, 1000000", "4, 0", "4, 7", "5, 100000", "7, 3", "10, -80", "10, 81"
    })
    void refusesNumbersThatCannotBe(int place, int number) throws Exception {
        Files.write(file, TinyModel.withNumber(place, number));
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged or was cut off: ");
    }

    @Test
    void refusesWeightsOfAnUnknownType() throws Exception {
        Files.write(
                file,
                new TinyModel().head(TinyModel.MULTILINGUAL).tensor("x", 99, 32).bytes());
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageEndingWith("an unknown type of weights no. 1");
    }
}
