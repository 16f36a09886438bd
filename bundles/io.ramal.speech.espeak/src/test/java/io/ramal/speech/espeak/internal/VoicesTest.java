package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.helper.wire.Reply;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoicesTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");

    private final Voices voices = new Voices(EspeakSettings.DEFAULT, "1.52", false);

    @Test
    void everyLanguageHasItsDefault() {
        assertThat(voices.choose(PT, "")).isEqualTo("pt-br");
        assertThat(voices.choose(EN, "")).isEqualTo("en-us");
        assertThat(voices.choose(PT, "pt-br+f3")).isEqualTo("pt-br+f3");
    }

    @Test
    void rhVoiceSpeaksPortugueseWhereItIsInstalled() {
        Voices both = new Voices(EspeakSettings.DEFAULT, "1.52", true);
        assertThat(both.choose(PT, "")).isEqualTo("rhvoice:Letícia-F123");
        assertThat(both.fallbackFor(PT)).isEqualTo("pt-br");
        assertThat(both.choose(PT, "leticia")).isEqualTo("rhvoice:Letícia-F123");
        assertThat(both.choose(PT, "pt-br")).isEqualTo("pt-br");
        assertThat(both.choose(EN, "")).isEqualTo("en-us");
        assertThat(both.choose(EN, "leticia")).isEqualTo("en-us");
        assertThat(both.key(PT, "")).isNotEqualTo(voices.key(PT, ""));
        assertThat(voices.choose(PT, "leticia")).isEqualTo("pt-br");
    }

    @Test
    void theOperatorMayPreferOneEngine() {
        assertThat(new Voices(withPortuguese("espeak"), "1.52", true).choose(PT, ""))
                .isEqualTo("pt-br");
        assertThat(new Voices(withPortuguese("espeak"), "1.52", true).choose(PT, "leticia"))
                .isEqualTo("rhvoice:Letícia-F123");
        assertThat(new Voices(withPortuguese("pt-br+f3"), "1.52", true).choose(PT, ""))
                .isEqualTo("pt-br+f3");
        assertThat(new Voices(withPortuguese("rhvoice"), "1.52", true).choose(PT, ""))
                .startsWith("rhvoice:");
        assertThat(new Voices(withPortuguese("rhvoice"), "1.52", false).choose(PT, ""))
                .isEqualTo("pt-br");
    }

    @Test
    void anRhVoiceThatDoesNotLoadIsNotAskedFor() {
        Voices both = new Voices(EspeakSettings.DEFAULT, "1.52", true);
        both.greeted(new Reply.Hello("1.52", "1.8.0"));
        assertThat(both.choose(PT, "")).startsWith("rhvoice:");
        both.greeted(new Reply.Hello("1.52", ""));
        assertThat(both.choose(PT, "")).isEqualTo("pt-br");
    }

    private static EspeakSettings withPortuguese(String voice) {
        EspeakSettings usual = EspeakSettings.DEFAULT;
        return new EspeakSettings(150, 50, voice, "en-us", 1, usual.requestTimeout(), usual.queueMax());
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
                .isEqualTo(new Voices(usual, "1.52", false).key(PT, ""))
                .isNotEqualTo(voices.key(EN, ""))
                .isNotEqualTo(voices.key(PT, "pt-br+f3"))
                .isNotEqualTo(new Voices(usual, "1.53", false).key(PT, ""))
                .isNotEqualTo(new Voices(faster, "1.52", false).key(PT, ""))
                .isNotEqualTo(new Voices(higher, "1.52", false).key(PT, ""));
    }
}
