package io.ramal.ai.messages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesSettingsTest {
    @Test
    void takesHttpAndHttps() {
        assertThat(MessagesSettings.of(" http://localhost:8000/messages ", "", "", 5000, 30_000)
                        .url()
                        .getPort())
                .isEqualTo(8000);
        assertThat(MessagesSettings.of("https://ai.example/m", "k", "", 5000, 100)
                        .key())
                .isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://x/y", "http://", "/messages", "http://a b/", "file:///etc/x"})
    void namesABadAddressAndTheCure(String url) {
        assertThatThrownBy(() -> MessagesSettings.of(url, "", "", 5000, 30_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.ai.messages: url = ")
                .hasMessageContaining("http://localhost:8000/messages");
    }

    @ParameterizedTest
    @CsvSource({"99", "120001", "-1"})
    void namesABadTimeLimit(int timeout) {
        assertThatThrownBy(() -> MessagesSettings.of("http://x/", "", "", 5000, timeout))
                .hasMessageContaining("timeout.ms = " + timeout);
    }

    @Test
    void neverTellsSecrets() {
        assertThat(MessagesSettings.of("http://x/", "segredo", "", 5000, 100))
                .asString()
                .doesNotContain("segredo");
        assertThatThrownBy(() -> MessagesSettings.of("http://me:segredo@x/", "", "", 5000, 100))
                .hasMessageNotContaining("segredo");
        assertThatThrownBy(() -> MessagesSettings.of("http://x/", "seg\nredo", "", 5000, 100))
                .hasMessageNotContaining("redo;");
    }
}
