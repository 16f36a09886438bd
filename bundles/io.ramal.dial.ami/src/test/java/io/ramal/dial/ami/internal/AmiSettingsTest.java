package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmiSettingsTest {
    static AmiConfig config(Map<String, Object> set) {
        Map<String, Object> values = new HashMap<>(Map.of("username", "ramal", "_password", "s3cret"));
        values.putAll(set);
        return (AmiConfig) Proxy.newProxyInstance(
                AmiConfig.class.getClassLoader(),
                new Class<?>[] {AmiConfig.class},
                (Object proxy, Method method, Object[] args) ->
                        values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void needsAUserAndAPasswordOnly() {
        AmiSettings settings = AmiSettings.of(config(Map.of()));
        assertThat(settings.where()).isEqualTo("127.0.0.1:5038");
        assertThat(settings.channel()).isEqualTo("PJSIP/{number}");
        assertThat(settings.sipChannel()).isEqualTo("PJSIP/ramal-out/{uri}");
        assertThat(settings.context()).isEqualTo("ramal-return");
        assertThat(settings.callerId()).isEqualTo("\"Portaria\" <{extension}>");
        assertThat(settings.reconnectMax()).hasSeconds(30);
        assertThat(settings.gates().any()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "host,''",
        "host,a b",
        "username,''",
        "username,a b",
        "channel,PJSIP/1101",
        "channel,'PJSIP/{number},30'",
        "channel,PJSIP/{number}&PJSIP/9",
        "channel,PJSIP/{number}{x}",
        "channel_sip,PJSIP/{number}",
        "context,''",
        "context,'a,b'",
        "callerid,'a\nb'"
    })
    void namesABadText(String key, String value) {
        assertThatThrownBy(() -> AmiSettings.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.dial.ami: " + key.replace('_', '.') + " ")
                .hasMessageContaining("set it to");
    }

    @ParameterizedTest
    @CsvSource({"port,0", "port,65536", "reconnect_max_ms,999", "gate_tone_ms,39", "gate_tone_ms,1001", "gate_gap_ms,0"
    })
    void namesABadNumber(String key, int value) {
        assertThatThrownBy(() -> AmiSettings.of(config(Map.of(key, value))))
                .hasMessageContaining("io.ramal.dial.ami: " + key.replace('_', '.') + " = " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "_password,''",
        "_password,'top\nsecret'",
        "_gate_code,12x4",
        "_gate_code,123456789012345678901234567890123",
        "_gate_code,12345678901",
        "_gate_codes,1001=12345678901",
        "_gate_code,$[env:GATE_CODE]",
        "_password,$[env:AMI_PASSWORD]",
        "_gate_codes,1001",
        "_gate_codes,=123",
        "_gate_codes,'1001=99,1001=98'",
        "_gate_codes,'1001=99,'",
        "_gate_codes,1001=nove"
    })
    void namesABadSecretWithoutTellingIt(String key, String value) {
        assertThatThrownBy(() -> AmiSettings.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.dial.ami: " + key.replace('_', '.') + " ")
                .satisfies(e -> assertThat(value.isEmpty() || !e.getMessage().contains(value))
                        .isTrue());
    }

    @Test
    void doesNotShowWhatIsSecret() {
        AmiSettings settings =
                AmiSettings.of(config(Map.of("_gate_code", "7531", "_gate_codes", "1001 = *9 , 1003=#1")));
        assertThat(settings.gates().of("1001")).isEqualTo("*9");
        assertThat(settings.gates().of("1003")).isEqualTo("#1");
        assertThat(settings.gates().of("1005")).isEqualTo("7531");
        assertThat(settings.toString() + settings.gates())
                .doesNotContain("s3cret")
                .doesNotContain("7531")
                .doesNotContain("*9");
    }
}
