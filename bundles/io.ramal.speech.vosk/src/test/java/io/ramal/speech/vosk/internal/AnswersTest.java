package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final UnaryOperator<Set<String>> ALL = UnaryOperator.identity();

    private final Answers answers = Answers.of(List.of("Sim", "não", "pode entrar", "um"), "pt", ALL);

    @Test
    void aGrammarHoldsTheWordsOfTheAnswersEverydayOnesAndTheRest() {
        assertThat(answers.words()).containsExactlyInAnyOrder("sim", "não", "pode", "entrar", "um");
        assertThat(answers.json())
                .startsWith("[\"sim\",\"não\",\"pode\",\"entrar\",\"um\",")
                .contains("\"quem\"")
                .endsWith("\"[unk]\"]");
    }

    @Test
    void apostrophesAreWrittenAsTheyAre() {
        Answers english = Answers.of(List.of("I don't know him", "he can't", "it's fine"), "en", ALL);
        assertThat(english.words()).contains("don't", "can't", "it's");
        assertThat(english.json())
                .contains("\"don't\"", "\"can't\"", "\"it's\"")
                .doesNotContain("\\");
    }

    @Test
    void wordsTheModelDoesNotKnowAreLeftOut() {
        Answers few = Answers.of(List.of("sim", "não"), "pt", all -> keep(all, Set.of("sim", "quem")));
        assertThat(few.words()).containsExactly("sim");
        assertThat(few.json()).isEqualTo("[\"sim\",\"quem\"]");
    }

    @Test
    void thereIsNoGrammarWithoutAnAnswerTheModelKnows() {
        assertThat(Answers.of(List.of("sim"), "pt", all -> keep(all, Set.of("quem", "[unk]"))))
                .isEqualTo(Answers.NONE);
        assertThat(Answers.of(List.of(), "pt", ALL)).isEqualTo(Answers.NONE);
        assertThat(Answers.of(List.of("1", "[unk]", " ", "\"]"), "pt", ALL)).isEqualTo(Answers.NONE);
    }

    @Test
    void whatBothHeardIsAsCertainAsBefore() {
        assertThat(answers.confidence("sim", 0.9, "sim")).isEqualTo(0.9);
        assertThat(answers.confidence("sim obrigado", 0.8, "[unk] sim")).isEqualTo(0.8);
        assertThat(answers.confidence("não não", 0.7, "não quem")).isEqualTo(0.7);
    }

    @Test
    void whatTheGrammarDidNotHearOrHeardOtherwiseIsUncertain() {
        assertThat(answers.confidence("sim", 1, "")).isEqualTo(0.3);
        assertThat(answers.confidence("sim", 1, "não")).isEqualTo(0.3);
        assertThat(answers.confidence("sim", 1, "não sim")).isEqualTo(0.3);
        assertThat(answers.confidence("pode entrar", 1, "não pode entrar")).isEqualTo(0.3);
        assertThat(answers.confidence("sim", 0.2, "")).isEqualTo(0.2);
    }

    @Test
    void theVeryWordsNeedNotBeTheSame() {
        assertThat(answers.confidence("pode entrar", 0.9, "pode um")).isEqualTo(0.9);
        assertThat(answers.confidence("sim", 0.9, "pode")).isEqualTo(0.9);
    }

    @Test
    void aNoIsLeftAlone() {
        assertThat(answers.confidence("não", 0.9, "sim")).isEqualTo(0.9);
        assertThat(answers.confidence("não pode", 0.9, "")).isEqualTo(0.9);
    }

    @Test
    void aDenialThatTheModelDoesNotKnowDeniesNothing() {
        Answers few = Answers.of(List.of("sim", "não"), "pt", all -> keep(all, Set.of("sim", "quem")));
        assertThat(few.confidence("sim", 0.9, "sim não")).isEqualTo(0.9);
    }

    @Test
    void aTextWithoutAnAnswerIsLeftAlone() {
        assertThat(answers.confidence("quem é", 0.8, "sim")).isEqualTo(0.8);
        assertThat(answers.confidence("", 0, "sim")).isZero();
    }

    @Test
    void aGrammarNeverMakesAnythingMoreCertain() {
        List<String> texts = List.of("", "sim", "não", "sim não", "quem", "sim quem", "um");
        for (String open : texts) {
            for (String closed : texts) {
                for (double confidence : new double[] {0, 0.3, 0.5, 1}) {
                    assertThat(answers.confidence(open, confidence, closed)).isLessThanOrEqualTo(confidence);
                }
            }
        }
    }

    private static Set<String> keep(Set<String> all, Set<String> known) {
        Set<String> kept = new LinkedHashSet<>(all);
        kept.retainAll(known);
        return kept;
    }
}
