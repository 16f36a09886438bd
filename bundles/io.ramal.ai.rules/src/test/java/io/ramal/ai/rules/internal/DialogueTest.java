package io.ramal.ai.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final Extension EXTENSION = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);

    private final List<AiEvent> events = new ArrayList<>();
    private final AiSession session = open(RulesProvider.PT);
    private VisitData known = VisitData.EMPTY;
    private long turn;

    private AiSession open(Locale language) {
        return new RulesProvider()
                .open(new AiRequest(new UUID(1, 2), LegRole.VISITOR, EXTENSION, language), events::add);
    }

    private AiEvent.Answer say(String text) {
        return ask(text, AiQuestion.Input.SPEECH);
    }

    private AiEvent.Answer ask(String content, AiQuestion.Input input) {
        session.ask(new AiQuestion(++turn, content, input, known));
        assertThat(events).hasSize((int) turn);
        AiEvent.Answer answer = (AiEvent.Answer) events.get(events.size() - 1);
        assertThat(answer.turn()).isEqualTo(turn);
        known = answer.data();
        return answer;
    }

    @Test
    void asksOneThingAfterTheOther() {
        AiEvent.Answer answer = say("bom dia é uma entrega");
        assertThat(answer.message()).isEqualTo("Certo. Qual é o seu nome?");
        assertThat(answer.status()).isEqualTo(CallStatus.USER_TURN);
        assertThat(answer.complete()).isFalse();
        assertThat(say("joão da silva").message()).isEqualTo("Certo. Qual é o número do apartamento?");
        answer = say("quinhentos e um");
        assertThat(answer.message()).isEqualTo("Entendi: entrega, em nome de João da Silva, para o apartamento 501.");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.status()).isEqualTo(CallStatus.WAITING);
        assertThat(known).isEqualTo(new VisitData("entrega", "João da Silva", "501", ""));
    }

    @Test
    void whatIsAskedAheadLeavesNoTraceUntilItIsConfirmed() {
        AiEvent.Answer plain = say("bloco b");
        known = VisitData.EMPTY;
        session.cancel();
        session.ask(new AiQuestion(++turn, "bloco c", AiQuestion.Input.SPEECH, known, true));
        session.cancel();
        assertThat(say("501").data().apartment()).as("of the block told first").isEqualTo("501B");
        assertThat(plain.complete()).isFalse();

        known = VisitData.EMPTY;
        session.ask(new AiQuestion(++turn, "bloco c", AiQuestion.Input.SPEECH, known, true));
        session.confirm(turn);
        assertThat(say("501").data().apartment()).isEqualTo("501C");
    }

    @Test
    void everythingAtOnce() {
        AiEvent.Answer answer = say("meu nome é joão entrega para o apartamento quinhentos e um bloco b");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.message()).isEqualTo("Entendi: entrega, em nome de João, para o apartamento 501, bloco B.");
    }

    @Test
    void takesOverWhatIsKnown() {
        known = new VisitData("visita", "Ana", "", "Márcia");
        AiEvent.Answer answer = say("doze zero três");
        assertThat(answer.complete()).isTrue();
        assertThat(known).isEqualTo(new VisitData("visita", "Ana", "1203", "Márcia"));
    }

    @Test
    void keypadIsTheApartment() {
        say("entrega");
        AiEvent.Answer answer = ask("501", AiQuestion.Input.KEYPAD);
        assertThat(known.apartment()).isEqualTo("501");
        assertThat(answer.message()).isEqualTo("Certo. Qual é o seu nome?");
        ask("502", AiQuestion.Input.KEYPAD);
        assertThat(known.apartment()).isEqualTo("502");
        ask("#*", AiQuestion.Input.KEYPAD);
        assertThat(known.apartment()).isEqualTo("502");
    }

    @Test
    void correctsTheApartment() {
        for (String correction : List.of("não é o quinhentos e dois", "na verdade quinhentos e dois", "não, é o 502")) {
            known = new VisitData("entrega", "", "501", "");
            say(correction);
            assertThat(known.apartment()).as(correction).isEqualTo("502");
        }
    }

    @Test
    void correctsTheNameGivenLast() {
        say("entrega");
        say("joão");
        say("na verdade pedro");
        assertThat(known.visitorName()).isEqualTo("Pedro");
        say("não meu nome é paulo");
        assertThat(known.visitorName()).isEqualTo("Paulo");
    }

    @Test
    void correctsTheIntent() {
        say("entrega");
        say("não é visita");
        assertThat(known.intent()).isEqualTo("visita");
        say("não é visita");
        assertThat(known.intent()).isEmpty();
    }

    @Test
    void takesBackAWrongApartment() {
        known = new VisitData("entrega", "", "501", "");
        AiEvent.Answer answer = say("não é o quinhentos e um");
        assertThat(known.apartment()).isEmpty();
        assertThat(answer.message()).isEqualTo("Certo, vamos corrigir. Qual é o número do apartamento?");
    }

    @Test
    void noiseChangesNothing() {
        known = new VisitData("entrega", "", "501", "");
        for (String noise : List.of("é", "hum", "uma hora", "tá bom", "um dois três testando quatro", "setecentos")) {
            say(noise);
            assertThat(known).as(noise).isEqualTo(new VisitData("entrega", "", "501", ""));
        }
    }

    @Test
    void aHesitationIsNoApartment() {
        known = new VisitData("entrega", "Ana", "", "");
        for (String noise : List.of("hum", "hum hum", "uma", "meia", "é", "ah", "hã", "uhum", "ok", "sim", "não")) {
            say(noise);
            assertThat(known.apartment()).as(noise).isEmpty();
        }
    }

    @Test
    void asksAgainInOtherWordsAndThenHintsAtTheKeypad() {
        known = new VisitData("entrega", "Ana", "", "");
        Set<String> wordings = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            wordings.add(say("não sei direito").message());
        }
        assertThat(wordings).hasSize(3);
        assertThat(say("não sei").message())
                .isEqualTo(say("não lembro").message())
                .contains("teclado");
        say("501");
        assertThat(known.apartment()).isEqualTo("501");
    }

    @Test
    void repeatsTheQuestionWhenAsked() {
        say("entrega");
        assertThat(say("não entendi").message()).isEqualTo("Eu perguntei o seu nome. Qual é?");
        assertThat(say("como").message()).isEqualTo("Eu perguntei o seu nome. Qual é?");
    }

    @Test
    void longNumbersAreSpokenDigitByDigit() {
        known = new VisitData("entrega", "Ana", "", "");
        assertThat(ask("12034", AiQuestion.Input.KEYPAD).message()).contains("apartamento 1 2 0 3 4.");
        assertThat(ask("007", AiQuestion.Input.KEYPAD).message()).contains("apartamento 0 0 7.");
    }

    @Test
    void englishHasItsOwnSentences() {
        AiSession english = open(RulesProvider.EN);
        english.ask(
                new AiQuestion(7, "this is john delivery for five oh one", AiQuestion.Input.SPEECH, VisitData.EMPTY));
        AiEvent.Answer answer = (AiEvent.Answer) events.get(0);
        assertThat(answer.message()).isEqualTo("I got: delivery, name John, for apartment 501.");
    }

    @Test
    void neverTellsWhoLivesThere() {
        assertThat(say("quem mora no trezentos e dois").message()).doesNotContainIgnoringCase("mora");
    }

    @Test
    void nothingFollowsAClose() {
        session.close();
        session.close();
        session.ask(new AiQuestion(1, "entrega", AiQuestion.Input.SPEECH, VisitData.EMPTY));
        assertThat(events).isEmpty();
    }

    @Test
    void refusesAnotherLanguage() {
        assertThatThrownBy(() -> open(Locale.FRANCE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyTextIsAnswered() {
        Random random = new Random(42);
        String[] words = {
            "é",
            "não",
            "um",
            "mil",
            "bloco",
            "a",
            "de",
            "para",
            "501",
            "joão",
            "meu nome é",
            "😀",
            "'",
            "e",
            "double",
            "na verdade",
            "centro",
            "dose",
            "entrega",
            "5b",
            "99999999999",
            "ç",
            "—"
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            known = VisitData.EMPTY;
            assertThat(say(text.toString()).message()).as(text.toString()).isNotBlank();
            assertThat(known.apartment())
                    .as(text.toString())
                    .matches("(\\d{1,5}(-?[A-Z0-9]{1,2})?|\\d{2} [1-9]( bloco [A-Z0-9]{1,2})?)?");
        }
    }

    @Test
    void commonPhrasesHoldNobodysData() {
        assertThat(new RulesProvider().phrases()).containsOnlyKeys(RulesProvider.PT, RulesProvider.EN);
        new RulesProvider()
                .phrases()
                .values()
                .forEach(phrases -> assertThat(phrases)
                        .isNotEmpty()
                        .allSatisfy(p -> assertThat(p).isNotBlank().doesNotContain("{")));
    }
}
