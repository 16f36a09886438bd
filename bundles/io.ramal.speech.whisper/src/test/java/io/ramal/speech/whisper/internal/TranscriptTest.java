package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    @ParameterizedTest
    @CsvSource({
        "' Bom dia, é uma entrega.', 'Bom dia, é uma entrega.'",
        "' Sim.', Sim.",
        "'  Pode\tentrar ', Pode entrar",
        "' [BLANK_AUDIO] sim', sim",
        "' (tosse) Não *suspira* autorizo ♪', Não autorizo",
        "' Apartamento 102', Apartamento 102"
    })
    void keepsTheWords(String raw, String text) {
        assertThat(Transcript.clean(raw, 3000)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " ♪♪♪",
                " ...",
                " [BLANK_AUDIO]",
                " (música)",
                " - ",
                " Legendas pela comunidade Amara.org",
                " Sim. Inscreva-se no canal!",
                " Thanks for watching!"
            })
    void leavesOutWhatNobodyHasSaid(String raw) {
        assertThat(Transcript.clean(raw, 3000)).isEmpty();
    }

    @Test
    void leavesOutMoreWordsThanThereWasTimeFor() {
        String many = "um dois três quatro cinco seis sete oito nove dez onze doze";
        assertThat(Transcript.clean(many, 1000)).isEmpty();
        assertThat(Transcript.clean(many, 3000)).isEqualTo(many);
        assertThat(Transcript.clean("pode deixar entrar", 300)).isEqualTo("pode deixar entrar");
    }

    @Test
    void keepsASentenceOnceThatTheEngineWritesOverAndOver() {
        assertThat(Transcript.clean("Bom dia, é uma entrega. ".repeat(40) + "Bom dia", 3000))
                .isEqualTo("Bom dia, é uma entrega.");
        assertThat(Transcript.clean("Alô. " + "Sou do apartamento dez, ".repeat(30) + "sou", 4000))
                .isEqualTo("Alô. Sou do apartamento dez,");
        assertThat(Transcript.clean("pode entrar sim. Não, não pode entrar.", 3000))
                .isEqualTo("pode entrar sim. Não, não pode entrar.");
    }

    @Test
    void leavesOutScrapsThatTheEngineWritesOverAndOver() {
        assertThat(Transcript.clean("sim ".repeat(12), 10_000)).isEmpty();
        assertThat(Transcript.clean("a próxima vez, ".repeat(9), 20_000)).isEmpty();
        assertThat(Transcript.clean("não não não", 2000)).isEqualTo("não não não");
    }
}
