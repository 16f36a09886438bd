package io.ramal.doorman.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.decision.Decision.State;
import io.ramal.doorman.internal.decision.Decision.Step;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

    private final Decider decider = new Decider(DecisionSettings.DEFAULT);
    private final Decision decision = new Decision(decider, DecisionSettings.DEFAULT);

    @Test
    void isOpenUntilSomethingComes() {
        assertThat(decision.current().state()).isEqualTo(State.OPEN);
        assertThat(decision.current().authorised()).isFalse();
    }

    @Test
    void aClearYesAuthorises() {
        assertThat(heard("pode subir")).isEqualTo(new Step(State.AUTHORISED, Reason.PERMISSION, 0.9, 1));
        assertThat(decision.current().authorised()).isTrue();
    }

    @Test
    void aNoRefuses() {
        assertThat(heard("não autorizo")).isEqualTo(new Step(State.REFUSED, Reason.DENIED_PERMISSION, 0.9, 1));
    }

    @Test
    void keysDecideToo() {
        assertThat(decision.pressed('7').state()).isEqualTo(State.OPEN);
        assertThat(decision.pressed('1')).isEqualTo(new Step(State.AUTHORISED, Reason.YES_DIGIT, 1, 2));
        assertThat(new Decision(decider, DecisionSettings.DEFAULT).pressed('2').state())
                .isEqualTo(State.REFUSED);
    }

    @Test
    void asksAgainTwiceAndNoMore() {
        assertThat(heard("quem é?").state()).isEqualTo(State.OPEN);
        assertThat(heard("sei lá").state()).isEqualTo(State.OPEN);
        assertThat(heard("pode ser")).isEqualTo(new Step(State.NO_DECISION, Reason.DOUBT, 0.9, 3));
        assertThat(heard("pode subir").state()).isEqualTo(State.NO_DECISION);
    }

    @Test
    void theLastAnswerCounts() {
        heard("hã?");
        heard("quem?");
        assertThat(heard("ah sim, pode").state()).isEqualTo(State.AUTHORISED);
    }

    @Test
    void fewerRepeatsCanBeAskedFor() {
        Decision once = new Decision(decider, new DecisionSettings(0.6, 0, '1', '2'));
        assertThat(once.silent().state()).isEqualTo(State.NO_DECISION);
    }

    @Test
    void noiseSilenceAndFailuresAreNeverAYes() {
        assertThat(decision.notUnderstood().reason()).isEqualTo(Reason.NOTHING_UNDERSTOOD);
        assertThat(decision.silent().reason()).isEqualTo(Reason.SILENCE);
        assertThat(decision.failed()).isEqualTo(new Step(State.NO_DECISION, Reason.PROVIDER_ERROR, 0, 3));
    }

    @Test
    void hardlyHeardIsAskedForAgain() {
        assertThat(decision.heard("pode subir", 0.3, PORTUGUESE))
                .isEqualTo(new Step(State.OPEN, Reason.LOW_CONFIDENCE, 0.3, 1));
        assertThat(decision.heard(null, 1, PORTUGUESE).state()).isEqualTo(State.OPEN);
    }

    @Test
    void theTimeIsUp() {
        assertThat(decision.timedOut()).isEqualTo(new Step(State.NO_DECISION, Reason.TIME_OUT, 0, 0));
        assertThat(decision.pressed('1').state()).isEqualTo(State.NO_DECISION);
    }

    @Test
    void whatIsDecidedStays() {
        Step no = heard("não");
        assertThat(heard("pode subir")).isEqualTo(no);
        assertThat(decision.pressed('1')).isEqualTo(no);
        assertThat(decision.timedOut()).isEqualTo(no);
    }

    @Test
    void withoutAYesNoOrderOfEventsAuthorises() {
        List<Function<Decision, Step>> events = List.of(
                Decision::silent,
                Decision::failed,
                Decision::notUnderstood,
                Decision::timedOut,
                d -> d.pressed('5'),
                d -> d.pressed('2'),
                d -> d.heard("pode subir", 0.2, PORTUGUESE),
                d -> d.heard("não pode", 1, PORTUGUESE),
                d -> d.heard("se for rápido pode", 1, PORTUGUESE),
                d -> d.heard("", 1, PORTUGUESE));
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Decision any = new Decision(decider, DecisionSettings.DEFAULT);
            for (int n = 0; n < 6; n++) {
                assertThat(events.get(random.nextInt(events.size())).apply(any).authorised())
                        .isFalse();
            }
            assertThat(any.current().state().isOver()).isTrue();
        }
    }

    private Step heard(String text) {
        return decision.heard(text, 0.9, PORTUGUESE);
    }
}
