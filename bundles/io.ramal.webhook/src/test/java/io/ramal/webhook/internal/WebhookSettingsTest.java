package io.ramal.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    @Test
    void isOffByDefault() {
        WebhookSettings s = WebhookSettings.of(TestConfig.none());
        assertThat(s.on()).isFalse();
        assertThat(s).hasToString("off");
        assertThat(s.timeout()).hasMillis(5000);
        assertThat(s.attempts()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000/x, false",
        "http://127.0.0.1/x, false",
        "http://[::1]:9000/x, false",
        "https://example.org/x, false",
        "http://example.org/x, true",
        "HTTP://10.0.0.7/x, true",
    })
    void knowsWhoCouldReadIt(String url, boolean readable) {
        assertThat(of(url).readable()).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "ftp://x/y",
                "https://",
                "/hook",
                "http://a b/",
                "https://me:senha@x/",
                "https://me:/ senha@x/",
                "senha",
                "https:senha",
                "https://x/{senha}"
            })
    void namesABadAddressAndTheCure(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.webhook: .url = ")
                .hasMessageContaining("https://example.org/ramal")
                .hasMessageNotContaining("senha");
    }

    @Test
    void tellsSchemeAndHostOfABadAddress() {
        assertThatThrownBy(() -> of("https://hooks.example.org:8443/T0/{token}?k=1"))
                .hasMessageContaining(".url = https://hooks.example.org:8443… is no address");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout_ms, 99, timeout.ms = 99",
        "attempts, 0, attempts = 0",
        "retry_delay_ms, 9, retry.delay.ms = 9",
    })
    void namesABadNumber(String key, int value, String told) {
        assertThatThrownBy(() -> WebhookSettings.of(TestConfig.none().set(key, value)))
                .hasMessageContaining("io.ramal.webhook: " + told);
    }

    @Test
    void neverTellsSecrets() {
        assertThat(WebhookSettings.of(TestConfig.none()
                        .set("_url", "https://example.org/hook?token=abc")
                        .set("_secret", "segredo")))
                .hasToString("https://example.org, signed");
    }

    /** What begins with a dot is not published as a property of the service. */
    @Test
    void theAddressIsNoPublicProperty() throws Exception {
        assertThat(WebhookConfig.class.getMethod("_url").getReturnType()).isEqualTo(String.class);
        assertThat(WebhookConfig.class.getMethods())
                .extracting(m -> m.getName())
                .doesNotContain("url");
    }

    private static WebhookSettings of(String url) {
        return WebhookSettings.of(TestConfig.none().set("_url", url));
    }
}
