package io.ramal.speech.piper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ramal.helper.HelperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceFileTest {
    @TempDir
    Path folder;

    private Path model;
    private Path json;

    @BeforeEach
    void write() throws IOException {
        model = ToneVoice.portuguese().write(folder.resolve("v.onnx"));
        json = folder.resolve("v.onnx.json");
    }

    @Test
    void tellsTheLanguageOfAVoice() throws Exception {
        assertThat(VoiceFile.read("pt", model).language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        replace("\"language\": {\"code\": \"pt_BR\"},", "");
        assertThat(VoiceFile.read("pt", model).language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
        replace("\"pt-br\"", "\"pt\"");
        assertThat(VoiceFile.read("pt", model).language()).isEqualTo(Locale.forLanguageTag("pt"));
    }

    @Test
    void namesTheFileThatIsMissingAndWhereVoicesComeFrom() throws IOException {
        Files.delete(json);
        HelperException noConfig = failure("pt");
        assertThat(noConfig.reason()).contains(json.toString());
        assertThat(noConfig.cure()).contains("rhasspy/piper-voices").contains("voices.json");
        Files.delete(model);
        assertThat(failure("pt").reason()).contains(model + " is not there");
    }

    @Test
    void aVoiceOfAnotherLanguageIsNotTaken() {
        HelperException e = failure("en");
        assertThat(e.reason()).contains("speaks pt-BR");
        assertThat(e.cure()).contains("voice.en");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sample_rate\": 22050 | \"sample_rate\": 7999 | audio.sample_rate is missing or not between",
                "\"sample_rate\": 22050 | \"sample_rate\": \"fast\" | audio.sample_rate is no number",
                "\"sample_rate\": 22050 | \"x\": 1 | audio.sample_rate is missing",
                "\"audio\": {\"sample_rate\": 22050} | \"audio\": [] | audio.sample_rate is missing",
                "\"voice\": \"pt-br\" | \"voice\": \"../../etc\" | espeak.voice is missing or no name",
                "\"espeak\": | \"speak\": | espeak.voice is missing",
                "\"pt_BR\" | \"p!\" | language.code p! is no language",
                "\"num_speakers\" | \"speakers\" | num_speakers is missing",
                "\"phoneme_id_map\" | \"map\" | phoneme_id_map is missing",
                "\"phoneme_type\": \"espeak\" | \"phoneme_type\": \"pinyin\" | phoneme_type is not espeak"
            })
    void whatPiperWouldStumbleOverIsNamed(String good, String bad, String reason) throws IOException {
        replace(good, bad);
        assertThat(failure("pt").reason()).contains(json.toString()).contains(reason);
    }

    @Test
    void garbageIsNotAVoice() throws IOException {
        Files.writeString(json, "<html>not found</html>");
        assertThatThrownBy(() -> VoiceFile.read("pt", model)).hasMessageContaining("not JSON");
        Files.writeString(json, "[1]");
        assertThatThrownBy(() -> VoiceFile.read("pt", model)).hasMessageContaining("not a JSON object");
        Files.write(json, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> VoiceFile.read("pt", model)).isInstanceOf(HelperException.class);
        Files.write(model, new byte[0]);
        assertThat(failure("pt").reason()).contains(model + " is not a voice of Piper: its size");
    }

    private HelperException failure(String family) {
        return catchThrowableOfType(HelperException.class, () -> VoiceFile.read(family, model));
    }

    private void replace(String good, String bad) throws IOException {
        String text = Files.readString(json);
        assertThat(text).contains(good);
        Files.writeString(json, text.replace(good, bad));
    }
}
