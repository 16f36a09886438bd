package io.ramal.doorman.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest {
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

    private final Decider decider = new Decider(DecisionSettings.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pode subir                              | PERMISSION
                    podi dexa subi                          | PERMISSION
                    é… então… pode                          | PERMISSION
                    deixa o carlos subir                    | PERMISSION
                    pode subir, tá?                         | PERMISSION
                    sim                                     | AFFIRMATION
                    tá, claro que sim                       | AFFIRMATION
                    sim, claro                              | AFFIRMATION
                    claro, pode subir                       | PERMISSION
                    claro                                   | CLIPPED
                    tá, com certeza, obrigado               | CLIPPED
                    claro?                                  | QUESTION
                    não autorizo                            | DENIED_PERMISSION
                    pode não                                | DENIED_PERMISSION
                    não é pra deixar ninguém subir          | DENIED_PERMISSION
                    claro que não pode                      | DENIED_PERMISSION
                    não                                     | PLAIN_NO
                    autorizar? nunca                        | PLAIN_NO
                    não conheço                             | REFUSAL
                    quem? não conheço                       | REFUSAL
                    pode mandar embora                      | DISMISSAL
                    pode sim, até parece                    | IRONY
                    se for meu irmão pode                   | CONDITION
                    pode, mas só ele                        | CONDITION
                    não, quer dizer, pode sim               | CORRECTION
                    não, pode subir                         | CONTRADICTION
                    não manda embora não                    | CONTRADICTION
                    sim... não, espera                      | WAIT
                    deixa ele esperando                     | WAIT
                    pode subir?                             | QUESTION
                    quem é                                  | QUESTION
                    não ouvi                                | REPEAT
                    deixa eu falar com ele                  | TALK
                    sei lá, pode ser                        | DOUBT
                    pode subir amanhã                       | LATER
                    pode deixar na portaria                 | ELSEWHERE
                    amor o carlos pode subir                | ASIDE
                    manda o síndico subir                   | UNKNOWN_WORDS
                    pode deixar                             | NO_ANSWER
                    libera o                                | NO_ANSWER
                    tá bom                                  | NO_ANSWER
                    alô, sim                                | NO_ANSWER
                    é meu irmão                             | NO_ANSWER
                    ...                                     | NOTHING_UNDERSTOOD
                    """)
    void tellsWhatDecided(String text, Reason reason) {
        assertThat(decider.decide(text, 1, PORTUGUESE).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    he can come in, CLIPPED
                    she can come up please, CLIPPED
                    he may come in, CLIPPED
                    sure he can, NO_ANSWER
                    of course he can come in, CLIPPED
                    yes he can come in, PERMISSION
                    'yeah, she can come up', PERMISSION
                    let him in, PERMISSION
                    he can't come in, DENIED_PERMISSION
                    he may not come in, DENIED_PERMISSION
                    """)
    void heCanIsHeardOfHeCannotToo(String text, Reason reason) {
        assertThat(decider.decide(text, 1, Locale.US).reason()).isEqualTo(reason);
    }

    @Test
    void theLeastConfidenceIsEnough() {
        double least = DecisionSettings.DEFAULT.minConfidence();
        assertThat(decider.decide("sim", least, PORTUGUESE).answer()).isEqualTo(Answer.YES);
        assertThat(decider.decide("sim", Math.nextDown(least), PORTUGUESE).reason())
                .isEqualTo(Reason.LOW_CONFIDENCE);
    }

    @Test
    void theLanguageIsEnoughAndTheCountryNotNeeded() {
        assertThat(decider.decide("pode subir", 1, Locale.forLanguageTag("pt")).answer())
                .isEqualTo(Answer.YES);
        assertThat(decider.decide("let him in", 1, Locale.UK).answer()).isEqualTo(Answer.YES);
        assertThat(decider.decide("let him in", 1, PORTUGUESE).answer()).isEqualTo(Answer.UNCLEAR);
        assertThat(decider.decide("sim", 1, Locale.FRENCH).reason()).isEqualTo(Reason.UNKNOWN_LANGUAGE);
    }

    @Test
    void nobodyNeedsThatManyWords() {
        assertThat(decider.decide("sim ".repeat(Decider.MAX_WORDS), 1, PORTUGUESE)
                        .answer())
                .isEqualTo(Answer.YES);
        assertThat(decider.decide("s".repeat(100_000), 1, PORTUGUESE).reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(decider.decide("sim ".repeat(Decider.MAX_WORDS + 1), 1, PORTUGUESE)
                        .reason())
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void keysAreThoseConfigured() {
        Decider other = new Decider(new DecisionSettings(0.5, 1, '9', '#'));
        assertThat(other.decide('9').reason()).isEqualTo(Reason.YES_DIGIT);
        assertThat(other.decide('#').reason()).isEqualTo(Reason.NO_DIGIT);
        assertThat(other.decide('1').reason()).isEqualTo(Reason.OTHER_DIGIT);
        assertThat(decider.decide('1').answer()).isEqualTo(Answer.YES);
        assertThat(decider.decide('2').answer()).isEqualTo(Answer.NO);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new DecisionSettings(1.1, 2, '1', '2')).hasMessageContaining("1.1");
        assertThatThrownBy(() -> new DecisionSettings(Double.NaN, 2, '1', '2')).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new DecisionSettings(0.5, 3, '1', '2')).hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> new DecisionSettings(0.5, 2, 'x', '2')).hasMessageContaining("x");
        assertThatThrownBy(() -> new DecisionSettings(0.5, 2, '1', '1')).hasMessageContaining("another");
    }

    @Test
    void reasonsHaveNamesForAnAuditLine() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::shortName))
                .allMatch(name -> name.matches("[a-z-]{4,20}"));
        assertThatThrownBy(() -> new Verdict(Answer.YES, Reason.DOUBT)).isInstanceOf(IllegalArgumentException.class);
    }
}
