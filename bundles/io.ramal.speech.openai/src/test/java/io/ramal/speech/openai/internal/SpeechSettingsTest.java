package io.ramal.speech.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.Capability;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechSettingsTest {
    private static SpeechSettings of(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of("url", "http://localhost:8000/v1", "_key", "s3cret"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return SpeechSettings.of(Rig.config(settings));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/v1, http://localhost:8000/v1/audio/speech, localhost:8000",
        "http://localhost:8000/v1//, http://localhost:8000/v1/audio/speech, localhost:8000",
        "https://api.openai.com/v1, https://api.openai.com/v1/audio/speech, api.openai.com",
        "HTTPS://speech.example/proxy/openai/v1/, HTTPS://speech.example/proxy/openai/v1/audio/speech, speech.example",
        "http://[::1]:9, http://[::1]:9/audio/speech, [::1]:9"
    })
    void anyBaseAddressWillDo(String url, String speech, String where) {
        assertThat(of("url", url).speech()).hasToString(speech);
        assertThat(of("url", url).transcriptions()).hasToString(speech.replaceAll("speech$", "transcriptions"));
        assertThat(of("url", url).where()).isEqualTo(where);
    }

    @Test
    void theKeyIsInNoText() {
        assertThat(of().toString()).doesNotContain("s3cret").contains("key set", "whisper-1", "tts-1");
        assertThat(of("_key", "").toString()).contains("key none");
    }

    @Test
    void aServiceMayDoOneOfBoth() {
        assertThat(of("stt_model", " ").hearing()).isNull();
        assertThat(of("stt_model", " ").speaking()).isNotNull();
        assertThat(of("tts_model", "").speaking()).isNull();
        assertThatThrownBy(() -> of("stt_model", "", "tts_model", ""))
                .hasMessageContaining("stt.model")
                .hasMessageContaining("tts.model");
    }

    @ParameterizedTest
    @CsvSource({
        "url,'',SPEECH_OPENAI_URL",
        "url,localhost:8000,http://localhost:8000/v1",
        "url,ftp://h/v1,http://localhost:8000/v1",
        "url,http://h/v1?key=x,http://localhost:8000/v1",
        "url,http://h/v1#x,http://localhost:8000/v1",
        "url,http://a b,http://localhost:8000/v1",
        "voice_pt,'',nova",
        "voice_en,'',nova",
        "stt_rate_hz,7999,8000 to 48000",
        "tts_rate_hz,48001,8000 to 48000",
        "utterance_max_s,4,5 to 300",
        "connect_timeout_ms,99,100 to 30000",
        "request_timeout_ms,60001,200 to 60000",
        "sessions_max,0,1 to 1000",
        "stop_grace_ms,-1,0 to 60000"
    })
    void badValuesAreNamedWithTheirCure(String name, String value, String cure) {
        Object typed = value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
        assertThatThrownBy(() -> of(name, typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.speech.openai: " + name.replace('_', '.'))
                .hasMessageContaining(value)
                .hasMessageContaining(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/v1", "https://127.0.0.2/v1", "http://[::1]:8000"})
    void whatStaysOnThisMachineIsSaidByTheOperator(String url) throws Exception {
        assertThat(of("url", url).local()).isFalse();
        assertThat(of("url", url, "local", true).local()).isTrue();
        assertThatThrownBy(() -> of("url", "http://10.0.0.5:8000/v1", "local", true))
                .hasMessageContaining("local = true");
        assertThatThrownBy(() -> of("url", "http://127.0.0.1.example/v1", "local", true))
                .hasMessageContaining("local = true");
        try (Rig rig = new Rig(Map.of("local", true))) {
            assertThat(rig.stt.info().can(Capability.LOCAL)).isTrue();
            assertThat(rig.tts.info().can(Capability.LOCAL)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.24, 4.1, Double.NaN})
    void speedHasBounds(double speed) {
        assertThatThrownBy(() -> of("tts_speed", speed))
                .hasMessageContaining("tts.speed")
                .hasMessageContaining("0.25 to 4");
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> of("url", "http://user:pa55@h/v1"))
                .hasMessageContaining("url")
                .hasMessageNotContaining("pa55");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[env:SPEECH_OPENAI_KEY]", "two words", "não"})
    void aKeyThatIsNoneIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> of("_key", key)).hasMessageContaining(".key").hasMessageNotContaining(key);
    }

    @Test
    void aFileOfCertificatesThatIsNoneIsNamed(@TempDir Path folder) throws Exception {
        Executor none = task -> {};
        for (Path pem : new Path[] {
            folder.resolve("absent.pem"),
            Files.writeString(folder.resolve("empty.pem"), ""),
            Files.writeString(folder.resolve("text.pem"), "no certificate"),
            Files.writeString(
                    folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        }) {
            assertThatThrownBy(() -> Machinery.of(of("trust_file", pem.toString()), System::nanoTime, none, none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("io.ramal.speech.openai: trust.file = " + pem)
                    .hasMessageContaining("PEM");
        }
    }

    @Test
    void theFileShowsEveryKeyWithItsDefault() throws Exception {
        Map<String, String> keys = new TreeMap<>();
        for (Method m : SpeechConfig.class.getDeclaredMethods()) {
            keys.put(m.getName().replace('_', '.'), String.valueOf(m.getDefaultValue()));
        }
        keys.put("url", "http://localhost:8000/v1");
        Map<String, String> file = new TreeMap<>();
        Files.readAllLines(Path.of("..", "..", "config", "io.ramal.speech.openai.cfg.example")).stream()
                .filter(line -> line.matches("#[a-z.]+ =.*"))
                .forEach(line -> file.put(
                        line.substring(1, line.indexOf(" =")),
                        line.substring(line.indexOf(" =") + 2).strip()));
        assertThat(file).isEqualTo(keys);
    }
}
