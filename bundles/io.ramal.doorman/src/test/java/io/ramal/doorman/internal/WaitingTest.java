package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.CallStatus;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A visitor whose resident is being called. */
class WaitingTest {
    private final FakeAi ai = new FakeAi("main");
    private final Caller caller = waiting(DoormanSettings.DEFAULT);

    private Caller waiting(DoormanSettings settings) {
        Caller waiting = new Caller(settings, Doorman.PT, ai).opened(true).heard(1, "tudo");
        ai.answer("", new VisitData("entrega", "João", "501", ""), true, CallStatus.WAITING);
        assertThat(waiting.out()).endsWith("call 501 at 7001");
        return waiting;
    }

    @Test
    void mistake6_aVisitorIsNeverLeftInSilence() {
        caller.ringing(1);
        assertThat(caller.out()).containsExactly("Estou chamando o apartamento.");
        List<String> said = new ArrayList<>();
        for (int second = 0; second < 60; second += 10) {
            caller.millis(10_000);
            List<String> out = caller.out();
            assertThat(out).as("within the sentence and 7 s").isNotEmpty();
            said.addAll(out);
        }
        assertThat(said.subList(0, 4)).doesNotHaveDuplicates();
        caller.ringing(2);
        assertThat(caller.out()).containsExactly("Vou tentar mais uma vez.");
        caller.input(new ConversationInput.ResidentTalking());
        assertThat(caller.out()).containsExactly("hush", "O apartamento atendeu. Aguarde só um instante.");
        caller.millis(10_000);
        assertThat(caller.out()).containsExactly("Estou falando com o apartamento. Já te respondo.");
    }

    @Test
    void mistake6_withoutAnyNewsAHumanTakesOver() {
        caller.millis(179_000);
        assertThat(caller.out()).doesNotContain("hand over").hasSizeGreaterThan(15);
        caller.millis(2_000);
        assertThat(caller.out())
                .endsWith("! Não consegui ligar para o apartamento. Vou passar para a portaria, aguarde.", "hand over");
    }

    @Test
    void whatWasCutOffIsNotCountedAsSaid() {
        caller.ringing(1).millis(500).out();
        for (int i = 0; i < 5; i++) {
            caller.input(new ConversationInput.SpeechStarted(5 + i)).millis(1_000);
        }
        caller.millis(1_700);
        assertThat(caller.out()).containsExactly("Continuo chamando, só mais um instante.");
    }

    @Test
    void theQuietBetweenCoversIsASetting() {
        Caller often = waiting(DoormanSettings.DEFAULT.withCalling(3, "human", 2_000));
        often.ringing(1).out();
        often.millis(5_000);
        assertThat(often.out()).hasSize(1);
    }

    @Test
    void whoSpeaksOrPressesKeysIsAnsweredNowAndThen() {
        int asked = ai.questions.size();
        caller.ringing(1).out();
        caller.noise(9);
        assertThat(caller.out()).as("the street").isEmpty();
        caller.heard(2, "e aí?").keys("12#").noise(3);
        assertThat(caller.out()).containsExactly("2 Ainda estou chamando o apartamento, só um momento.");
        caller.millis(4_300).out();
        caller.input(new ConversationInput.ResidentTalking()).out();
        caller.heard(4, "não, é o 502");
        assertThat(caller.out()).containsExactly("4 Ainda estou falando com o apartamento, só um momento.");
        assertThat(ai.questions).as("nothing goes to a backend").hasSize(asked);
        assertThat(caller.registry.leases).isZero();
    }

    @Test
    void silenceAndDeafnessEndNothing() {
        caller.silence(1).silence(3).silence(9).input(new ConversationInput.SpeechStarted(5));
        assertThat(caller.out()).isEmpty();
        caller.input(new ConversationInput.NotUnderstood(5, false));
        assertThat(caller.out()).isEmpty();
        caller.result(VisitOutcome.AUTHORISED);
        assertThat(caller.out()).endsWith("hangup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTHORISED|Entrada autorizada. Pode entrar.|hangup",
                "REFUSED|O morador não autorizou a entrada. Até logo.|hangup",
                "NO_DECISION|Não consegui uma resposta do apartamento. Vou passar para a portaria, aguarde.|hand over",
                "NO_ANSWER|Ninguém atendeu no apartamento. Vou passar para a portaria, aguarde.|hand over",
                "BUSY|O telefone do apartamento está ocupado. Vou passar para a portaria, aguarde.|hand over",
                "REJECTED|O apartamento não pôde atender agora. Vou passar para a portaria, aguarde.|hand over",
                "UNREACHABLE|Não consegui ligar para o apartamento. Vou passar para a portaria, aguarde.|hand over"
            })
    void mistake6_everyOutcomeIsTold(VisitOutcome outcome, String said, String end) {
        caller.ringing(1).out();
        caller.result(outcome);
        assertThat(caller.out()).as("said to its end: mistake 9").containsExactly("hush", "! " + said, end);
        caller.result(outcome).ringing(2).heard(3, "oi").millis(20_000);
        assertThat(caller.out()).as("over").isEmpty();
    }

    @Test
    void whoseGateDoesNotOpenIsLeftToAHuman() {
        caller.input(new ConversationInput.ResidentTalking()).out();
        caller.input(new ConversationInput.ResidentResult(VisitOutcome.AUTHORISED, true));
        assertThat(caller.out())
                .containsExactly(
                        "hush",
                        "! Entrada autorizada, mas não consegui abrir o portão. Vou passar para a portaria, aguarde.",
                        "hand over");
    }

    @ParameterizedTest
    @EnumSource(VisitOutcome.class)
    void nothingButAnAuthorisationSoundsLikeOne(VisitOutcome outcome) {
        Caller goodbye = waiting(DoormanSettings.DEFAULT.withCalling(3, "goodbye", 7_000));
        goodbye.result(outcome);
        List<String> out = goodbye.out();
        assertThat(out).last().isEqualTo("hangup");
        assertThat(out.get(1).contains("Entrada autorizada") || out.get(1).contains("Pode entrar"))
                .isEqualTo(outcome == VisitOutcome.AUTHORISED);
    }

    @Test
    void aVisitorMayBeSentAwayInsteadOfHandedOver() {
        Caller goodbye = waiting(DoormanSettings.DEFAULT.withCalling(3, "goodbye", 7_000));
        goodbye.result(VisitOutcome.NO_ANSWER);
        assertThat(goodbye.out())
                .containsExactly(
                        "hush", "! Ninguém atendeu no apartamento. Por favor, tente mais tarde. Até logo.", "hangup");
    }
}
