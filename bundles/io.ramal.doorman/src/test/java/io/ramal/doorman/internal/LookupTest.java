package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.CallStatus;
import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.doorman.internal.directory.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a visit once the visitor has told all. */
class LookupTest {
    private static final String CALLING = "Só um momento, vou falar com o morador.";
    private static final String WHICH = "501 do bloco A ou do bloco B?";
    private static final String NO_APARTMENT = "Não encontrei esse apartamento. Qual é o número?";
    private static final String FAILED = "Não encontrei o apartamento. Vou passar para a portaria, aguarde.";
    private static final VisitData JOAO = new VisitData("entrega", "João", "501", "");

    private final FakeAi ai = new FakeAi("main");
    private final FakeDirectory directory = new FakeDirectory();
    private final Caller caller = new Caller(DoormanSettings.DEFAULT, Doorman.PT, "", "", directory, ai).opened(true);
    private long turn;

    LookupTest() {
        caller.out();
    }

    @Test
    void theResidentIsLookedUpAndCalled() {
        all(JOAO.withResidentName("Maria"));
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega|João|501|Maria complete", "1 Certo.", "1 " + CALLING, "call 501 at 7001");
        assertThat(directory.asked).containsExactly(JOAO.withResidentName("Maria"));
        assertThat(caller.registry.leases)
                .as("the backend is not needed any more")
                .isZero();
    }

    @Test
    void aResultMayComeBeforeTheCallHasBeenAskedFor() {
        List<ConversationEvent> events = new ArrayList<>();
        AtomicReference<ConversationSession> session = new AtomicReference<>();
        ConversationRequest request =
                new ConversationRequest(new UUID(1, 2), LegRole.VISITOR, Caller.EXTENSION, Doorman.PT, caller.executor);
        session.set(new Doorman(caller.registry, directory, DoormanSettings.DEFAULT, new AheadCounters())
                .open(request, event -> {
                    events.add(event);
                    if (event instanceof ConversationEvent.CallResident) {
                        session.get().accept(new ConversationInput.ResidentResult(VisitOutcome.UNREACHABLE));
                    }
                }));
        session.get().accept(new ConversationInput.Opened(true));
        session.get().accept(new ConversationInput.Heard(1, "tudo", 1));
        ai.answer("Certo.", JOAO, true, CallStatus.WAITING);
        caller.executor.runAll();
        assertThat(events).last().isEqualTo(new ConversationEvent.HandOver());
        assertThat(caller.registry.leases).isZero();
    }

    @Test
    void mistake4_aWrongNumberIsForgottenAndAskedForAgain() {
        directory.special.put("999", new Lookup.NoSuchApartment());
        all(JOAO.withApartment("999"));
        assertThat(caller.out()).containsExactly("learned entrega|João||", "1 " + NO_APARTMENT);
        caller.silence(1);
        assertThat(caller.out()).containsExactly("Não ouvi nada.", NO_APARTMENT);
        all(JOAO);
        assertThat(ai.last().known().apartment()).isEmpty();
        assertThat(caller.out()).endsWith("2 " + CALLING, "call 501 at 7001");
    }

    @Test
    void mistake4_keysLeadOutOfAFailedLookup() {
        directory.special.put("999", new Lookup.NoSuchApartment());
        all(JOAO.withApartment("999"));
        caller.keys("501#");
        assertThat(ai.last().content()).isEqualTo("501");
        ai.answer("Certo.", JOAO, true, CallStatus.WAITING);
        assertThat(caller.out()).endsWith("call 501 at 7001");
    }

    @Test
    void mistake4_afterThreeFailedLookupsAHumanTakesOver() {
        directory.special.put("999", new Lookup.NoSuchApartment());
        directory.special.put("998", new Lookup.NoSuchResident());
        all(JOAO.withApartment("999"));
        all(JOAO.withApartment("998"));
        caller.out();
        all(JOAO.withApartment("999"));
        assertThat(caller.out()).containsExactly("! 3 " + FAILED, "hand over");
    }

    @Test
    void whoIsNotFoundIsAskedForWithoutTellingWhoLivesThere() {
        directory.special.put("501", new Lookup.NoSuchResident());
        all(JOAO.withResidentName("Maria"));
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega|João||",
                        "1 Não consegui localizar. Confirme, por favor, o número do apartamento e o nome de quem você procura.");
    }

    @ParameterizedTest
    @MethodSource("uncallable")
    void whereNobodyCanBeCalledAHumanTakesOver(Lookup lookup) {
        directory.special.put("501", lookup);
        all(JOAO);
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega|João|501|",
                        "! 1 Não consigo ligar para o apartamento agora. Vou passar para a portaria, aguarde.",
                        "hand over");
    }

    static List<Lookup> uncallable() {
        return List.of(new Lookup.NoNumber(), new Lookup.NoDirectory());
    }

    @Test
    void theBlockIsAskedForAndUnderstood() {
        ambiguous();
        all(JOAO);
        assertThat(caller.out()).containsExactly("learned entrega|João|501|", "1 " + WHICH);
        caller.heard(2, "bloco B");
        assertThat(caller.out())
                .containsExactly("learned entrega|João|501B| complete", "2 " + CALLING, "call 501B at 7001");
        assertThat(ai.questions).as("needs no backend").hasSize(1);
    }

    @Test
    void aScrapOfSoundCallsNobodyAndIsAskedAbout() {
        ambiguous();
        all(JOAO);
        caller.out();
        caller.heard(2, "a").heard(3, "sim, a");
        assertThat(caller.out())
                .containsExactly(
                        "2 Diga a palavra bloco e depois a letra ou o número.",
                        "3 Diga a palavra bloco e depois a letra ou o número.");
        caller.heard(4, "bloco a");
        assertThat(caller.out()).endsWith("call 501A at 7001");
        assertThat(ai.questions).as("needs no backend").hasSize(1);
    }

    @Test
    void aLetterIsABlockOnlyAfterTheQuestion() {
        ambiguous();
        all(JOAO);
        caller.heard(2, "demora muito?");
        ai.answer("Não. Mais alguma coisa?", JOAO);
        caller.out();
        caller.heard(3, "B");
        assertThat(ai.last().content()).isEqualTo("B");
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void aNumberThatMayBeTwoHomesIsAskedForAnew() {
        directory.special.put("12 3", new Lookup.Ambiguous(List.of("123", "1203")));
        all(JOAO.withApartment("12 3"));
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega|João||", "1 Diga os números do apartamento um por um e, se houver, o bloco.");
        all(JOAO.withApartment("1203"));
        assertThat(ai.last().known().apartment()).isEmpty();
        assertThat(caller.out()).endsWith("call 1203 at 7001");
    }

    @Test
    void theBlockMayBeKeyedIn() {
        ambiguous();
        all(JOAO);
        caller.out();
        caller.keys("1#");
        assertThat(caller.out()).endsWith(CALLING, "call 501A at 7001");
    }

    @Test
    void anyOtherAnswerGoesToTheBackend() {
        ambiguous();
        all(JOAO);
        caller.heard(2, "não, é o 502");
        assertThat(ai.last().content()).isEqualTo("não, é o 502");
        ai.answer("Certo.", JOAO.withApartment("502"), true, CallStatus.WAITING);
        assertThat(caller.out()).endsWith("call 502 at 7001");
    }

    @Test
    void aBlockBelongsToTheApartmentThatWasInQuestion() {
        ambiguous();
        all(JOAO);
        caller.heard(2, "é no 502");
        ai.answer("Qual é o seu nome?", JOAO.withApartment("502").withVisitorName(""));
        caller.out();
        caller.heard(3, "B");
        assertThat(ai.last().content()).isEqualTo("B");
        assertThat(caller.out()).isEmpty();
    }

    @Test
    void mistake4_nobodyIsAskedForTheBlockForEver() {
        ambiguous();
        for (int i = 0; i < 3; i++) {
            all(JOAO);
            assertThat(caller.out()).endsWith(turn + " " + WHICH);
        }
        all(JOAO);
        assertThat(caller.out()).containsExactly("! 4 " + FAILED, "hand over");
    }

    @Test
    void withoutEarsTheSameIsDoneByKeys() {
        ambiguous();
        directory.special.put("999", new Lookup.NoSuchApartment());
        Caller keys = new Caller(DoormanSettings.DEFAULT, Doorman.PT, "", "", directory).opened(false);
        keys.keys("2999#").out();
        keys.keys("1");
        assertThat(keys.out())
                .containsExactly(
                        "learned entrega|||", NO_APARTMENT, "Digite o número do apartamento e depois jogo da velha.");
        keys.keys("501#1");
        assertThat(keys.out()).endsWith("Bloco A, tecle 1. Bloco B, tecle 2. Outro apartamento, tecle asterisco.");
        keys.keys("7");
        assertThat(keys.out()).first().isEqualTo("Opção inválida.");
        keys.keys("*");
        assertThat(keys.out()).endsWith("Digite o número do apartamento e depois jogo da velha.");
        keys.keys("501#1").out();
        keys.keys("2");
        assertThat(keys.out()).endsWith("learned entrega||501B| complete", CALLING, "call 501B at 7001");
    }

    @Test
    void keysAloneAreNotAskedForABlockTheyCannotName() {
        directory.special.put("501", new Lookup.Ambiguous(List.of()));
        Caller keys = new Caller(DoormanSettings.DEFAULT, Doorman.PT, "", "", directory).opened(false);
        keys.keys("2501#").out();
        for (int i = 0; i < 3; i++) {
            keys.keys("1");
            assertThat(keys.out()).contains(NO_APARTMENT);
            keys.keys("501#").out();
        }
        keys.keys("1");
        assertThat(keys.out()).containsExactly("! " + FAILED, "hand over");
    }

    @Test
    void mistake4_whereNothingNewIsLearnedKeysAreOfferedAndThenAHumanTakesOver() {
        caller.heard(1, "oi");
        ai.answer("Qual é o seu nome?", VisitData.EMPTY.withIntent("visita"));
        for (int i = 2; i < 6; i++) {
            caller.heard(i, "hein");
            ai.answer("Qual é o seu nome?", VisitData.EMPTY.withIntent("visita"));
        }
        assertThat(caller.out())
                .containsExactly(
                        "learned visita|||",
                        "1 Qual é o seu nome?",
                        "2 Qual é o seu nome?",
                        "3 Qual é o seu nome?",
                        "4 Ainda não entendi. Você também pode digitar o número do apartamento e depois jogo da velha.",
                        "! 5 Desculpe, não estou conseguindo te atender. Vou passar para a portaria, aguarde.",
                        "hand over");
    }

    @Test
    void mistake4_noiseAloneLeadsToAHumanToo() {
        caller.noise(1).noise(2).noise(3).noise(4);
        assertThat(caller.out()).hasSize(5).last().isEqualTo("hand over");
        Caller keys = Caller.of().opened(false);
        keys.noise(1).keys("9").noise(2).noise(3);
        assertThat(keys.out()).last().isEqualTo("hand over");
    }

    @Test
    void somethingNewForgivesWhatWasNotUnderstood() {
        caller.noise(1).noise(2);
        caller.heard(3, "entrega");
        ai.answer("Nome?", VisitData.EMPTY.withIntent("entrega"));
        caller.noise(4).noise(5);
        assertThat(caller.out()).doesNotContain("hand over");
    }

    private void ambiguous() {
        directory.special.put("501", new Lookup.Ambiguous(List.of("501A", "501B")));
    }

    /** The visitor tells all, in the next turn. */
    private void all(VisitData data) {
        caller.heard(++turn, "tudo");
        ai.answer("Certo.", data, true, CallStatus.WAITING);
        caller.executor.runAll();
    }
}
