package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion.Input;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.provider.ProviderHealth;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpokenDialogueTest {
    private static final String GREETING = "Olá, aqui é a portaria.";
    private static final String QUESTION = "É visita, entrega ou serviço? Diga também o seu nome e o apartamento.";
    private static final String APOLOGY = "Desculpe, não consegui processar. Pode repetir, por favor?";
    private static final String WAIT = "Só um momento, por favor.";
    private static final String CALLING = "Só um momento, vou falar com o morador.";
    private static final String OFFER =
            "Ainda não entendi. Você também pode digitar o número do apartamento e depois jogo da velha.";
    private static final VisitData DELIVERY = VisitData.EMPTY.withIntent("entrega");

    private final FakeAi ai = new FakeAi("main");
    private final FakeAi rules = new FakeAi("rules");
    private final Caller caller = Caller.of(ai, rules).opened(true);

    SpokenDialogueTest() {
        assertThat(caller.out()).containsExactly(GREETING, QUESTION);
    }

    @Test
    void aWholeVisit() {
        caller.heard(4, " entrega ");
        assertThat(caller.out()).isEmpty();
        assertThat(ai.last().content()).isEqualTo("entrega");
        assertThat(ai.last().input()).isEqualTo(Input.SPEECH);
        assertThat(ai.last().known()).isEqualTo(VisitData.EMPTY);
        ai.answer("Qual é o seu nome?", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||", "4 Qual é o seu nome?");
        caller.heard(5, "joão no 501");
        assertThat(ai.last().known()).isEqualTo(DELIVERY);
        ai.answer("Entendi.", new VisitData("entrega", "João", "501", ""), true, CallStatus.WAITING);
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega|João|501| complete", "5 Entendi.", "5 " + CALLING, "call 501 at 7001");
        assertThat(ai.opened).isEqualTo(1);
    }

    @Test
    void releasesTheBackendOnceTheResidentIsCalled() {
        caller.heard(1, "tudo");
        assertThat(caller.registry.leases).isEqualTo(1);
        ai.answer("Entendi.", DELIVERY, true, CallStatus.WAITING);
        caller.millis(100);
        assertThat(caller.registry.leases).isZero();
        assertThat(ai.closed).isEqualTo(1);
    }

    @Test
    void closeReleasesAndSilences() {
        caller.heard(1, "oi");
        caller.session.close();
        caller.session.close();
        assertThat(caller.registry.leases).isZero();
        assertThat(ai.closed).isEqualTo(1);
        ai.answer("tarde", DELIVERY);
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void aFailureIsApologisedForAndTheCallerListenedToAgain() {
        caller.heard(1, "entrega");
        ai.fail();
        assertThat(caller.out()).containsExactly("1 " + APOLOGY);
        caller.heard(2, "entrega");
        ai.answer("Nome?", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||", "2 Nome?");
    }

    @Test
    void anAnswerThatNeverComesIsAFailure() {
        caller.heard(1, "entrega").millis(31_900);
        assertThat(caller.out()).isEmpty();
        caller.millis(200);
        assertThat(caller.out()).containsExactly("1 " + APOLOGY);
        assertThat(ai.cancelled).isEqualTo(1);
        ai.answer("tarde demais", DELIVERY);
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void afterThreeFailuresTheNextBackendGoesOnWithWhatIsKnown() {
        caller.heard(1, "entrega");
        ai.answer("Nome?", DELIVERY);
        for (int turn = 2; turn < 5; turn++) {
            caller.heard(turn, "joão");
            ai.fail();
        }
        assertThat(caller.out())
                .containsExactly("learned entrega|||", "1 Nome?", "2 " + APOLOGY, "3 " + APOLOGY, "4 " + WAIT);
        assertThat(ai.closed).isEqualTo(1);
        assertThat(rules.questions).hasSize(1);
        assertThat(rules.last().content()).isEqualTo("joão");
        assertThat(rules.last().known()).isEqualTo(DELIVERY);
        rules.answer("Apartamento?", DELIVERY.withVisitorName("João"));
        assertThat(caller.out()).containsExactly("learned entrega|João||", "4 Apartamento?");
        assertThat(caller.registry.leases).isEqualTo(1);
    }

    @Test
    void anAnswerForgivesTheFailuresBeforeIt() {
        for (int turn = 1; turn < 6; turn += 2) {
            caller.heard(turn, "oi");
            ai.fail();
            caller.heard(turn + 1, "oi");
            ai.answer("Sim?", VisitData.EMPTY);
        }
        caller.executor.runAll();
        assertThat(rules.questions).isEmpty();
    }

    @Test
    void withNobodyLeftTheCallIsHandedOver() {
        for (int i = 0; i < 3; i++) {
            caller.heard(i + 1, "oi");
            ai.fail();
        }
        caller.executor.runAll();
        rules.fail();
        caller.heard(5, "oi");
        rules.fail();
        caller.heard(6, "oi");
        rules.fail();
        assertThat(caller.out())
                .endsWith(
                        "! 6 Desculpe, o atendimento automático não está disponível agora. Aguarde o atendimento da portaria.",
                        "hand over");
    }

    @Test
    void withNobodyAtAllTheCallIsHandedOver() {
        Caller alone = Caller.of().opened(true);
        alone.out();
        alone.heard(1, "oi");
        assertThat(alone.out()).hasSize(2).last().isEqualTo("hand over");
    }

    @Test
    void aBackendThatThrowsCountsAsFailed() {
        ai.throwing = true;
        caller.heard(1, "oi").heard(2, "oi");
        assertThat(caller.out()).containsExactly("1 " + APOLOGY, "2 " + APOLOGY);
        caller.heard(3, "oi");
        assertThat(rules.questions).hasSize(1);
    }

    @Test
    void leasesAnewWhenTheBackendIsGone() {
        caller.heard(1, "entrega");
        ai.answer("Nome?", DELIVERY);
        caller.out();
        caller.registry.backends.remove(ai);
        caller.heard(2, "joão");
        assertThat(rules.last().known()).isEqualTo(DELIVERY);
        assertThat(ai.closed).isEqualTo(1);
        rules.answer("Apartamento?", DELIVERY);
        caller.registry.backends.add(0, ai);
        caller.heard(3, "501");
        assertThat(rules.questions)
                .as("stays with the one that has the history")
                .hasSize(2);
        rules.answer("Hm?", DELIVERY);
        caller.out();
        rules.health = ProviderHealth.unavailable("x", "y");
        caller.heard(4, "501");
        assertThat(ai.last().content()).isEqualTo("501");
        assertThat(caller.registry.leases).isEqualTo(1);
    }

    @Test
    void whoGoesOnSpeakingAddsToTheSentence() {
        caller.heard(1, "é uma entrega").heard(2, "pro quinhentos e um");
        assertThat(ai.cancelled).isEqualTo(1);
        assertThat(ai.last().content()).isEqualTo("é uma entrega pro quinhentos e um");
        ai.emit(new AiEvent.Answer(ai.questions.get(0).turn(), "velho", DELIVERY, false, CallStatus.USER_TURN));
        assertThat(caller.out()).isEmpty();
        ai.answer("Nome?", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||", "2 Nome?");
    }

    @Test
    void numbersEndAtTheHash() {
        caller.keys("501");
        assertThat(ai.questions).isEmpty();
        caller.keys("#");
        assertThat(ai.last().content()).isEqualTo("501");
        assertThat(ai.last().input()).isEqualTo(Input.KEYPAD);
        ai.answer("Nome?", VisitData.EMPTY.withApartment("501"));
        assertThat(caller.out()).containsExactly("learned ||501|", "Nome?");
    }

    @Test
    void numbersEndAfterAPauseOrAtSixDigits() {
        caller.keys("50").millis(2_900).keys("1").millis(2_900);
        assertThat(ai.questions).isEmpty();
        caller.millis(200);
        assertThat(ai.last().content()).isEqualTo("501");
        caller.keys("123456");
        assertThat(ai.last().content()).isEqualTo("123456");
    }

    @Test
    void starClears() {
        caller.keys("50*");
        assertThat(caller.out()).containsExactly("Apagado. Digite de novo, por favor.");
        caller.millis(4_000);
        assertThat(ai.questions).isEmpty();
        caller.keys("7#");
        assertThat(ai.last().content()).isEqualTo("7");
    }

    @Test
    void keysThatMeanNothingRepeatTheQuestion() {
        caller.keys("#");
        assertThat(caller.out()).containsExactly(QUESTION);
        caller.keys("A");
        assertThat(caller.out()).containsExactly(QUESTION);
    }

    @Test
    void aNumberKeyedInWhileAnAnswerIsAwaitedWaitsForIt() {
        caller.heard(1, "entrega").keys("501#");
        assertThat(ai.questions).hasSize(1);
        ai.answer("Qual apartamento?", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||");
        assertThat(ai.last().content()).isEqualTo("501");
        assertThat(ai.last().known()).isEqualTo(DELIVERY);
        caller.heard(2, "meu nome").heard(3, "é joão");
        ai.answer("Nome?", DELIVERY.withApartment("501"), true, CallStatus.WAITING);
        assertThat(caller.out()).containsExactly("learned entrega||501|");
        assertThat(ai.last().content()).isEqualTo("meu nome é joão");
    }

    @Test
    void whatWaitsIsAskedAfterAFailureToo() {
        caller.heard(1, "entrega").keys("501#");
        ai.fail();
        assertThat(caller.out()).containsExactly(WAIT);
        assertThat(ai.last().content()).isEqualTo("501");
    }

    @Test
    void whoKeyedANumberInIsToldThatTheAnswerIsOnItsWay() {
        caller.keys("501#").millis(1_700);
        assertThat(caller.out()).isEmpty();
        caller.millis(200);
        assertThat(caller.out()).containsExactly(WAIT);
        caller.millis(3_600);
        assertThat(caller.out()).isEmpty();
        caller.millis(500);
        assertThat(caller.out()).containsExactly(WAIT);
        caller.millis(8_000);
        assertThat(caller.out()).containsExactly(WAIT, WAIT);
        ai.answer("Nome?", DELIVERY);
        assertThat(caller.out()).as("the answer is still awaited").containsExactly("learned entrega|||", "Nome?");
        caller.millis(10_000);
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void nobodyIsReassuredAfterAnApologyOrAtOnceWithAnAnswer() {
        caller.keys("501#").millis(500);
        ai.fail();
        caller.millis(10_000);
        assertThat(caller.out()).containsExactly(APOLOGY);
        caller.keys("501#").millis(31_900);
        caller.out();
        caller.millis(200);
        assertThat(caller.out()).containsExactly(APOLOGY);
    }

    @Test
    void theWaitAfterAFailureIsCoveredWithoutATurn() {
        caller.heard(1, "oi");
        ai.fail();
        caller.heard(2, "oi");
        ai.fail();
        caller.heard(3, "oi");
        ai.fail();
        assertThat(caller.out()).endsWith("3 " + WAIT);
        caller.millis(3_800);
        assertThat(caller.out()).isEmpty();
        caller.millis(400);
        assertThat(caller.out()).containsExactly(WAIT);
        rules.answer("Nome?", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||", "3 Nome?");
        caller.millis(10_000);
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void theLegCoversTheWaitOnceItHasHeardSomething() {
        caller.keys("501#").heard(2, "joão").millis(10_000);
        assertThat(caller.out()).isEmpty();
        ai.answer("Nome?", DELIVERY);
        caller.millis(10_000);
        assertThat(caller.out()).containsExactly("learned entrega|||");
        caller.keys("5*").millis(4_300);
        assertThat(caller.out())
                .as("what was said ended the leg's cover")
                .endsWith(WAIT)
                .hasSize(2);
    }

    @Test
    void aNumberThatWaitedIsCoveredWhenItIsAsked() {
        caller.heard(1, "entrega").keys("501#").millis(10_000);
        assertThat(caller.out()).isEmpty();
        ai.answer("Nome?", DELIVERY);
        caller.millis(2_000);
        assertThat(caller.out()).containsExactly("learned entrega|||", WAIT);
    }

    @Test
    void unclearSpeechIsPromptedForInOtherWords() {
        caller.noise(1).noise(2);
        assertThat(caller.out())
                .containsExactly(
                        "1 Não entendi. Pode repetir?",
                        "2 A ligação está ruim. Fale um pouco mais perto do telefone, por favor.");
        caller.heard(5, "  ");
        assertThat(caller.out()).containsExactly("5 " + OFFER);
        caller.heard(6, "entrega").noise(7);
        assertThat(caller.out()).as("an answer is on its way").isEmpty();
        ai.answer("Nome?", DELIVERY);
        caller.out();
        caller.noise(8);
        assertThat(caller.out()).containsExactly("8 Não entendi. Pode repetir?");
    }

    @Test
    void silenceRepeatsTheOpenQuestionAndThenEnds() {
        caller.silence(1).silence(2);
        assertThat(caller.out()).containsExactly("Não ouvi nada.", QUESTION, "Você ainda está aí?", QUESTION);
        caller.heard(1, "entrega");
        ai.answer("Qual é o seu nome?", DELIVERY);
        caller.out();
        caller.silence(1);
        assertThat(caller.out()).containsExactly("Não ouvi nada.", "Qual é o seu nome?");
        caller.silence(3);
        assertThat(caller.out())
                .containsExactly("! Como não ouvi resposta, vou encerrar a ligação. Até logo.", "hangup");
    }

    @Test
    void silenceWhileAnAnswerOrMoreKeysAreAwaitedIsNone() {
        caller.heard(1, "oi").silence(3);
        assertThat(caller.out()).isEmpty();
        ai.answer("Sim?", VisitData.EMPTY);
        caller.out();
        caller.keys("5").silence(3);
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void aBackendWithNothingToSayLeavesNobodyInSilence() {
        caller.heard(1, "oi");
        ai.answer(" ", DELIVERY);
        assertThat(caller.out()).containsExactly("learned entrega|||", "1 Qual é o seu nome?");
        caller.heard(2, "oi");
        ai.answer("", DELIVERY, false, CallStatus.IA_TURN);
        assertThat(caller.out()).containsExactly("2 Só um momento, por favor.");
        caller.heard(3, "oi");
        ai.answer("", DELIVERY, true, CallStatus.WAITING);
        assertThat(caller.out()).containsExactly("learned entrega||| complete", "3 " + CALLING, "call  at 7001");
    }

    @Test
    void whenEarsFailKeysTakeOver() {
        caller.heard(1, "entrega");
        ai.answer("Nome?", DELIVERY);
        caller.out();
        caller.input(new ConversationInput.NotUnderstood(2, false));
        assertThat(caller.out())
                .containsExactly(
                        "No momento só consigo atender pelo teclado do telefone.",
                        "Digite o número do apartamento e depois jogo da velha.");
        assertThat(caller.registry.leases).isZero();
        caller.keys("501#1");
        assertThat(caller.out()).endsWith("learned entrega||501| complete", CALLING, "call 501 at 7001");
    }

    @Test
    void englishAndOwnGreetings() {
        DoormanSettings settings = DoormanSettings.of(" Residencial Ipê, bom dia. ", "Ipe, hello.", 1, 1, true, 500);
        Caller english = new Caller(settings, Locale.UK, ai).opened(true);
        assertThat(english.out()).first().isEqualTo("Ipe, hello.");
        Caller portuguese = new Caller(settings, Locale.GERMANY, ai).opened(true);
        assertThat(portuguese.out()).containsExactly("Residencial Ipê, bom dia.", QUESTION);
        portuguese.silence(1);
        assertThat(portuguese.out()).endsWith("hangup");
    }
}
