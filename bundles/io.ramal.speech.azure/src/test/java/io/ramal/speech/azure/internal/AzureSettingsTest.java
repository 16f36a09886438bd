package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureSettingsTest {
    private static AzureSettings of(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of("_key", "s3cret", "region", "brazilsouth"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return AzureSettings.of(Rig.config(settings));
    }

    @Test
    void keyAndRegionAreEnough() {
        AzureSettings s = of();
        assertThat(s.service().where()).isEqualTo("brazilsouth");
        assertThat(s.service().key()).isEqualTo("s3cret");
        assertThat(s.hearing().spare()).isOne();
        assertThat(s.service()).hasToString("brazilsouth, key set");
    }

    @Test
    void secretsAreInNoText() {
        AzureSettings s = of("proxy_host", "proxy", "proxy_user", "u", "_proxy_password", "pr0xy");
        assertThat(s.toString()).doesNotContain("s3cret", "pr0xy").contains("proxy:3128");
    }

    @Test
    void aHostOfOnesOwnNeedsNeitherKeyNorRegion() {
        AzureSettings s = of("_key", "", "region", "", "host", "http://localhost:5000/");
        assertThat(s.service().sttHost()).isEqualTo(URI.create("ws://localhost:5000"));
        assertThat(s.service().ttsHost()).isEqualTo(URI.create("ws://localhost:5000"));
        s = of("host", "wss://stt.example", "tts_host", "https://tts.example:8443");
        assertThat(s.service().sttHost()).isEqualTo(URI.create("wss://stt.example"));
        assertThat(s.service().ttsHost()).isEqualTo(URI.create("wss://tts.example:8443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:1", "ws://localhost:1", "ws://[::1]:1", "ws://127.9.9.9"})
    void unencryptedIsForThisMachine(String host) {
        assertThat(of("host", host).service().where()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://speech.example", "http://10.0.0.5:5000", "ws://localhost.example"})
    void unencryptedToOthersIsForWhoSaysSo(String host) {
        assertThatThrownBy(() -> of("host", host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.speech.azure: host = " + host)
                .hasMessageContaining("plain.allowed");
        assertThat(of("host", host, "plain_allowed", true).service().sttHost()).isNotNull();
    }

    @Test
    void aResourceIsGivenByItsAddress() {
        AzureSettings s = of("region", "", "endpoint", "https://name.cognitiveservices.azure.com/");
        assertThat(s.service().where()).isEqualTo("name.cognitiveservices.azure.com");
        assertThatThrownBy(() -> of("endpoint", "https://a.example/", "host", "wss://b.example"))
                .hasMessageContaining("both set");
    }

    @ParameterizedTest
    @CsvSource({
        "region,Brazil South,brazilsouth",
        "region,'',AZURE_SPEECH_REGION",
        "_key,'',AZURE_SPEECH_KEY",
        "endpoint,ws://name.example,https://name",
        "endpoint,https://name.example/speech,https://name",
        "endpoint,name,https://name",
        "host,ftp://h,wss://",
        "host,wss://h/path,wss://",
        "tts_host,nonsense,",
        "proxy_host,http://p:1,name or address",
        "proxy_port,0,1 to 65535",
        "voice_pt,leticia,FranciscaNeural",
        "rate_percent,101,-50 to 100",
        "pitch_percent,-51,-50 to 50",
        "segmentation_silence_ms,99,100 to 5000",
        "partials_stable,21,0 to 20",
        "connect_timeout_ms,199,200 to 30000",
        "stt_timeout_ms,199,200 to 30000",
        "tts_timeout_ms,30001,200 to 30000",
        "stt_silence_ms,1999,2000 to 60000",
        "stt_spare,21,0 to 20",
        "tts_spare,-1,0 to 20",
        "tts_keep,51,0 to 50",
        "spare_idle_s,9,10 to 3600",
        "sessions_max,0,1 to 1000",
        "stop_grace_ms,-1,0 to 60000",
        "stt_endpoint_id,a b,custom model"
    })
    void badValuesAreNamedWithTheirCure(String name, String value, String cure) {
        Object typed = value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
        Object[] with =
                name.equals("tts_host") ? new Object[] {"host", "wss://h", name, typed} : new Object[] {name, typed};
        assertThatThrownBy(() -> of(with))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.speech.azure: " + name.replace('_', '.'))
                .hasMessageContaining(cure == null ? "" : cure)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[env:AZURE_SPEECH_KEY]", "two words", "n\u00e3o"})
    void aKeyThatIsNoneIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> of("_key", key)).hasMessageContaining(".key").hasMessageNotContaining(key);
    }
}
