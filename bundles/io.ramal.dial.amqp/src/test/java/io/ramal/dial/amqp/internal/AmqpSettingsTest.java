package io.ramal.dial.amqp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpSettingsTest {
    private static final TestConfig GOOD = TestConfig.none()
            .set("host", "broker.example")
            .set("username", "ramal")
            .set("_password", "segredo")
            .set("_license", "4711");

    @Test
    void hasTheDefaultsOfTodaysInstallations() {
        AmqpSettings s = AmqpSettings.of(GOOD);
        assertThat(s.queue()).isEqualTo("api-to-voip1");
        assertThat(s.broker()).isEqualTo(new Broker("broker.example", 5672, "/", "ramal", "segredo", false));
        assertThat(s.confirmTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(s.expires()).isTrue();
        assertThat(s.declare()).isFalse();
        assertThat(AmqpSettings.of(GOOD.set("tls", true)).broker().port()).isEqualTo(5671);
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://b, 5672, /, ramal, false",
        "amqp://b/, 5672, /, ramal, false",
        "amqps://b/casa, 5671, casa, ramal, true",
        "amqp://b:1234/%2F, 1234, /, ramal, false",
        "amqp://b/a%2Fb, 5672, a/b, ramal, false",
    })
    void readsAddresses(String uri, int port, String vhost, String user, boolean tls) {
        assertThat(AmqpSettings.of(GOOD.set("host", "").set("uri", uri)).broker())
                .isEqualTo(new Broker("b", port, vhost, user, "segredo", tls));
    }

    @Test
    void takesTheUserFromTheAddressWhenNoneIsSet() {
        TestConfig c = GOOD.set("host", "").set("username", "").set("uri", "amqp://porteiro@b/");
        assertThat(AmqpSettings.of(c).broker().username()).isEqualTo("porteiro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b:5672", "http://b/", "amqp://", "amqp://b/x/y", "amqp://b/?heartbeat=1", "amqp://a b/"})
    void namesABadAddressAndTheCure(String uri) {
        assertThatThrownBy(() -> AmqpSettings.of(GOOD.set("host", "").set("uri", uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.dial.amqp: uri = ")
                .hasMessageContaining("amqp://broker.example:5672/");
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536, port = 65536",
        "confirm_timeout_ms, 99, confirm.timeout.ms = 99",
        "reconnect_min_ms, 49, reconnect.min.ms = 49",
        "reconnect_max_ms, 499, reconnect.max.ms = 499",
    })
    void namesABadNumber(String key, int value, String told) {
        assertThatThrownBy(() -> AmqpSettings.of(GOOD.set(key, value)))
                .hasMessageContaining("io.ramal.dial.amqp: " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "host, neither uri nor host",
        "username, username is not set",
        "_password, .password is not set",
        "_license, .license is not set",
        "queue, is no name of a queue"
    })
    void namesWhatIsMissing(String key, String told) {
        assertThatThrownBy(() -> AmqpSettings.of(GOOD.set(key, ""))).hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMQP://ramal:segredo@b/",
                "amqps://ramal%3Asegredo@b/",
                "amqp:/ramal:segredo@b",
                "amqp://r:segredo@b c/"
            })
    void neverTellsAPasswordInAnAddress(String uri) {
        TestConfig c = GOOD.set("host", "").set("username", "").set("uri", uri);
        assertThatThrownBy(() -> AmqpSettings.of(c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ramal.dial.amqp: uri")
                .hasMessageNotContaining("segredo");
    }

    @Test
    void aReferenceThatNothingResolvesIsNoPassword() {
        assertThatThrownBy(() -> AmqpSettings.of(GOOD.set("_password", "$[env:AMQP_PASSWORD]")))
                .hasMessageContaining("AMQP_PASSWORD")
                .hasMessageContaining(".env");
    }

    @Test
    void neverTellsSecrets() {
        assertThat(AmqpSettings.of(GOOD).toString()).doesNotContain("segredo").doesNotContain("4711");
        assertThatThrownBy(() -> AmqpSettings.of(GOOD.set("host", "").set("uri", "amqp://ramal:segredo@b/")))
                .hasMessageContaining("set .password")
                .hasMessageNotContaining("segredo");
    }
}
