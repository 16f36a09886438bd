package io.ramal.speech.piper.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClauseTest {
    @Test
    void sentencesAreCutApart() {
        assertThat(Clause.of("Bom dia. Qual o apartamento? Um momento!"))
                .containsExactly(
                        new Clause("Bom dia.", Clause.SENTENCE_PAUSE),
                        new Clause("Qual o apartamento?", Clause.SENTENCE_PAUSE),
                        new Clause("Um momento!", Clause.SENTENCE_PAUSE));
    }

    @Test
    void aLongSentenceIsCutWhereASpeakerMayPause() {
        assertThat(Clause.of("Vou chamar o apartamento 501, aguarde na portaria; obrigado."))
                .containsExactly(
                        new Clause("Vou chamar o apartamento 501,", Clause.CLAUSE_PAUSE),
                        new Clause("aguarde na portaria; obrigado.", Clause.SENTENCE_PAUSE));
    }

    @Test
    void shortPiecesStayTogether() {
        assertThat(texts("Sim, claro.")).containsExactly("Sim, claro.");
        assertThat(texts("Bom dia, condomínio das Flores.")).containsExactly("Bom dia, condomínio das Flores.");
        assertThat(texts("O senhor mora aqui no bloco, não?")).containsExactly("O senhor mora aqui no bloco, não?");
    }

    @Test
    void numbersTimesAndAbbreviationsAreNotCut() {
        assertThat(texts("O valor é 1.234,50 às 10:30 em ponto."))
                .containsExactly("O valor é 1.234,50 às 10:30 em ponto.");
        assertThat(texts("O Sr. João mora no apto. 501.")).containsExactly("O Sr. João mora no apto. 501.");
    }

    @Test
    void withoutAnyPunctuationItIsCutBetweenWords() {
        List<Clause> clauses = Clause.of("palavra ".repeat(40).strip());
        assertThat(clauses).hasSizeGreaterThan(2);
        assertThat(clauses).allSatisfy(c -> assertThat(c.text()).hasSizeLessThan(120));
        assertThat(clauses.get(0).pauseMillis()).isZero();
        assertThat(String.join(" ", clauses.stream().map(Clause::text).toList()))
                .isEqualTo("palavra ".repeat(40).strip());
    }

    @Test
    void aBlankTextHasNone() {
        assertThat(Clause.of("")).isEmpty();
        assertThat(Clause.of("  ")).isEmpty();
    }

    private static List<String> texts(String text) {
        return Clause.of(text).stream().map(Clause::text).toList();
    }
}
