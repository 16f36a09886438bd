package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void cutsAfterSentences() {
        assertThat(Sentences.of("Boa tarde, tudo bem? Sou a portaria. Como posso ajudar"))
                .containsExactly("Boa tarde, tudo bem?", "Sou a portaria.", "Como posso ajudar");
    }

    @Test
    void doesNotCutInTitlesAndNumbers() {
        assertThat(Sentences.of("Procuro o Sr. João da Silva, apto. 101. Ele está?"))
                .containsExactly("Procuro o Sr. João da Silva, apto. 101.", "Ele está?");
        assertThat(Sentences.of("São 3.500 reais hoje.")).hasSize(1);
    }

    @Test
    void shortPiecesStayWithWhatFollows() {
        assertThat(Sentences.of("Olá! Em que posso ajudar?")).containsExactly("Olá! Em que posso ajudar?");
    }

    @Test
    void blankTextHasNone() {
        assertThat(Sentences.of("  \n ")).isEmpty();
        assertThat(Sentences.of("")).isEmpty();
    }

    @Test
    void nothingIsLost() {
        String text = "Um... dois?! Três\nquatro. Sr.";
        assertThat(String.join("", Sentences.of(text)).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
}
