package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void thePortOfTheApiGoesToTheServerAndToTheExtensions() {
        Settings s = Settings.NONE.next(Map.of("API_PORT", " 9090 "));
        assertThat(s.of("io.ramal.extensions", secrets)).containsExactly(Map.entry("api.port", "9090"));
        assertThat(s.of("org.ops4j.pax.web", secrets)).containsExactly(Map.entry("org.osgi.service.http.port", "9090"));
        assertThat(s.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.5|1500", "1,5|1500", "0.3|300", "10|10000", "2|2000", "0.8505|850"})
    void silenceIsSecondsWithCommaOrPoint(String text, String millis) {
        assertThat(Settings.NONE.next(Map.of("SILENCE_THRESHOLD_SECONDS", text)).of("io.ramal.leg", secrets))
                .containsExactly(Map.entry("turn.silence.ms", millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2", "10.1", "soon", "-1", "1e9", "1.5s"})
    void badSilenceIsNamedWithItsCure(String text) {
        Settings s = Settings.NONE.next(Map.of("SILENCE_THRESHOLD_SECONDS", text));
        assertThat(s.of("io.ramal.leg", secrets)).isEmpty();
        assertThat(s.errors())
                .singleElement()
                .asString()
                .contains("SILENCE_THRESHOLD_SECONDS=" + text)
                .contains("0.3 to 10")
                .contains("default stays");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
    void badPortsAreNamed(String text) {
        assertThat(Settings.NONE.next(Map.of("API_PORT", text)).errors())
                .singleElement()
                .asString()
                .contains("API_PORT=" + text)
                .contains("1 to 65535");
    }

    @Test
    void anAddressThatCarriesAPasswordIsRefusedWithoutShowingIt() {
        assertThat(Settings.NONE
                        .next(Map.of("AI_API_URL", "http://user:s3cret@host/m"))
                        .errors())
                .singleElement()
                .asString()
                .contains("AI_API_URL")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"pt,pt-BR", "pt-BR,pt-BR", "en,en-US"})
    void aLanguageMeansTheOneSpokenHere(String text, String tag) {
        assertThat(Settings.NONE.next(Map.of("CALL_LANGUAGE", text)).of("io.ramal.visit", secrets))
                .containsExactly(Map.entry("language", tag));
    }

    @Test
    void aLanguageNobodySpeaksAndATruthThatIsNoneAreNamed() {
        assertThat(Settings.NONE
                        .next(Map.of("CALL_LANGUAGE", "fr-FR", "TRANSCRIPTS", "yes"))
                        .errors())
                .anySatisfy(e -> assertThat(e).contains("CALL_LANGUAGE=fr-FR", "pt-BR or en-US"))
                .anySatisfy(e -> assertThat(e).contains("TRANSCRIPTS=yes", "true or false"));
    }

    @Test
    void blanksAtTheEndsOfASecretBelongToIt() {
        Settings s = Settings.NONE.next(Map.of("API_PASSWORD", " pass word ", "API_USER", " admin "));
        assertThat(secrets.reveal(s.of("io.ramal.http", secrets).get(".password")))
                .isEqualTo(" pass word ");
        assertThat(s.of("io.ramal.http", secrets)).containsEntry("user", "admin");
    }

    @Test
    void aBadValueLeavesTheOneBefore() {
        Settings s = Settings.NONE.next(Map.of("API_PORT", "9090")).next(Map.of("API_PORT", "x"));
        assertThat(s.of("io.ramal.extensions", secrets)).containsEntry("api.port", "9090");
        assertThat(s.errors()).singleElement().asString().contains("value before stays");
    }

    @Test
    void aVariableThatVanishesSetsNothing() {
        Settings s = Settings.NONE.next(Map.of("API_PORT", "9090")).next(Map.of());
        assertThat(s.of("io.ramal.extensions", secrets)).isEmpty();
    }

    @Test
    void withoutAnAddressThereIsNoBackend() {
        assertThat(Settings.NONE
                        .next(Map.of("AI_API_URL", "", "AI_API_KEY", "k"))
                        .of("io.ramal.ai.messages", secrets))
                .isEmpty();
        assertThat(Settings.NONE
                        .next(Map.of("AI_API_URL", "http://h:8000/messages", "AI_API_KEY", "k"))
                        .of("io.ramal.ai.messages", secrets))
                .containsOnly(
                        Map.entry("url", "http://h:8000/messages"),
                        Map.entry(".key", secrets.placeholder(Variable.AI_API_KEY, "k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://h/x", "http://", "http://a b", "http://user:pw@h/"})
    void badAddressesAreNamed(String text) {
        assertThat(Settings.NONE.next(Map.of("AI_API_URL", text)).errors())
                .singleElement()
                .asString()
                .contains("AI_API_URL")
                .contains("http://localhost:8000/messages");
    }
}
