package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoicesTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");

    private final Voices voices = new Voices(EspeakSettings.DEFAULT, "1.52");

    @Test
    void everyLanguageHasItsDefault() {
        assertThat(voices.choose(PT, "")).isEqualTo("pt-br");
        assertThat(voices.choose(EN, "")).isEqualTo("en-us");
        assertThat(voices.choose(PT, "pt-br+f3")).isEqualTo("pt-br+f3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "!v/f3", "+f3", "a\nb", "a\0b", " "})
    void aNameThatCouldBeAPathIsNotAsked(String name) {
        assertThat(voices.choose(PT, name)).isEqualTo("pt-br");
    }

    @Test
    void theKeyChangesWithWhateverChangesTheSound() {
        EspeakSettings usual = EspeakSettings.DEFAULT;
        EspeakSettings faster = new EspeakSettings(
                180, 50, "pt-br", "en-us", usual.processes(), usual.requestTimeout(), usual.queueMax());
        EspeakSettings higher = new EspeakSettings(
                150, 60, "pt-br", "en-us", usual.processes(), usual.requestTimeout(), usual.queueMax());
        assertThat(voices.key(PT, ""))
                .isEqualTo(new Voices(usual, "1.52").key(PT, ""))
                .isNotEqualTo(voices.key(EN, ""))
                .isNotEqualTo(voices.key(PT, "pt-br+f3"))
                .isNotEqualTo(new Voices(usual, "1.53").key(PT, ""))
                .isNotEqualTo(new Voices(faster, "1.52").key(PT, ""))
                .isNotEqualTo(new Voices(higher, "1.52").key(PT, ""));
    }
}
