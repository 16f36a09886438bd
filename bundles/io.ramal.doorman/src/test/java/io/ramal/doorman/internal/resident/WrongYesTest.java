package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.ConversationInput;
import io.ramal.doorman.internal.decision.DecisionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to a yes that is none, by the name of the finding. */
class WrongYesTest {
    private static final String GREETING = "Olá, aqui é a portaria.";
    private static final String WHO = "Carlos está aqui para uma entrega, para o apartamento 501.";
    private static final String ASK = "Posso liberar a entrada?";
    private static final String HOW = "Responda sim ou não, ou tecle 1 para aceitar e 2 para recusar.";
    private static final String SHORT = "Responda sim ou não.";

    private final Phone phone = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);

    private static boolean authorised(Phone phone) {
        return phone.millis(5_000).out().stream().anyMatch(line -> line.startsWith("AUTHORISED"));
    }

    private Phone opened() {
        phone.input(new ConversationInput.Opened(true));
        phone.out();
        return phone;
    }

    /** Until {@code text} has sounded for so long. */
    private void until(String text, int millis) {
        for (int i = 0; i < 200 && !phone.sounding().equals(text); i++) {
            phone.millis(100);
        }
        assertThat(phone.sounding()).isEqualTo(text);
        phone.millis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim", "claro que sim", "sim senhor", "sim tudo bem", "pode", "libera"})
    void a1_aYesBeforeTheQuestionIsNone(String yes) {
        opened().millis(200).starts(1).millis(900).heard(1, yes);
        assertThat(phone.out()).containsExactly("1 " + GREETING, "1 " + WHO, "1 " + ASK, "1 " + HOW);
        assertThat(authorised(phone.listens())).isFalse();
    }

    @Test
    void a1_aYesWhileItIsToldWhoIsThereIsNoneAndItIsToldAgain() {
        opened();
        until(WHO, 500);
        phone.interrupts(1, "sim");
        assertThat(phone.out()).containsExactly("1 " + WHO, "1 " + ASK, "1 " + HOW);
        assertThat(authorised(phone)).isFalse();
        phone.says(2, "sim");
        assertThat(authorised(phone)).isTrue();
    }

    @Test
    void a1_aYesThatBeganWithTheQuestionIsNone() {
        opened();
        until(ASK, 100);
        phone.interrupts(1, "pode");
        assertThat(phone.out()).containsExactly("1 " + ASK, "1 " + HOW);
        assertThat(authorised(phone)).isFalse();
    }

    @Test
    void a1_aYesThatBeganBeforeAndWasUnderstoodAfterTheQuestionIsNone() {
        opened();
        phone.starts(1).listens();
        phone.heard(1, "sim");
        assertThat(authorised(phone)).isFalse();
    }

    @Test
    void a1_whoPicksUpSayingHelloHearsEverything() {
        opened().starts(1).millis(600).heard(1, "alô");
        assertThat(phone.out()).as("it is being said").isEmpty();
        phone.says(2, "pode subir");
        assertThat(authorised(phone)).isTrue();
    }

    @Test
    void a1_keysCountOnceItIsKnownWhoIsThere() {
        opened().millis(100).key('1');
        assertThat(phone.out()).containsExactly(GREETING, WHO, ASK, HOW);
        until(WHO, 900);
        phone.key('1');
        assertThat(phone.out()).containsExactly(WHO, ASK, HOW);
        until(ASK, 0);
        phone.key('1');
        assertThat(phone.out()).startsWith("AUTHORISED digit key 1.0 1 ''");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_300, 2_300})
    void a1_aNoCountsAtAnyTime(int millis) {
        opened().millis(millis).interrupts(1, "não");
        assertThat(phone.out()).first().asString().startsWith("REFUSED");
        Phone other = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        other.input(new ConversationInput.Opened(true)).millis(millis).key('2');
        assertThat(other.out()).contains("REFUSED digit key 1.0 1 ''");
    }

    @Test
    void a1_anIntroductionThatIsAlwaysInterruptedEndsWithoutADecision() {
        opened();
        List<String> all = new ArrayList<>();
        for (int turn = 1; turn < 10; turn++) {
            all.addAll(phone.millis(300).interrupts(turn, "sim").out());
        }
        assertThat(all).anyMatch(line -> line.startsWith("NO_DECISION")).endsWith("hangup");
        assertThat(all).noneMatch(line -> line.startsWith("AUTHORISED"));
    }

    @Test
    void a1_theTimeForTheDecisionBeginsWithTheQuestionButNotWithoutLimit() {
        ResidentSettings settings =
                new ResidentSettings(DecisionSettings.DEFAULT, Duration.ofMillis(800), Duration.ofSeconds(10));
        Phone asked = new Phone(settings, Phone.PT, Phone.VISIT);
        asked.input(new ConversationInput.Opened(true)).millis(11_900);
        assertThat(asked.out()).doesNotContain("hangup");
        assertThat(asked.millis(400).out()).contains("NO_DECISION time-out voice 0.0 0 ''");
        Phone mute = new Phone(settings, Phone.PT, Phone.VISIT);
        mute.input(new ConversationInput.Opened(true)).hush();
        mute.millis(17_900);
        assertThat(mute.out()).doesNotContain("hangup");
        assertThat(mute.millis(400).out()).contains("NO_DECISION time-out voice 0.0 0 ''");
    }

    @ParameterizedTest
    @CsvSource({
        "se for meu irmão, pode subir",
        "quem disse que, pode subir",
        "acho que, pode",
        "não sei se, pode",
        "só depois que ele mostrar o documento, libera",
        "amanhã, pode subir",
        "de jeito, pode subir",
        "caso ele seja técnico da net, autorizo",
        "espera aí, pode entrar"
    })
    void a2_aSplitAnswerKeepsItsFirstHalf(String first, String second) {
        Phone split = Phone.asked();
        split.starts(1).millis(1_000).starts(2).heard(1, first).millis(300).heard(2, second);
        assertThat(authorised(split)).isFalse();
        Phone again = Phone.asked();
        again.says(1, first).millis(300).interrupts(2, second);
        assertThat(authorised(again)).as("over the question").isFalse();
        Phone late = Phone.asked();
        late.starts(1).millis(1_000).starts(2).heard(2, second).millis(300).heard(1, first);
        assertThat(authorised(late)).as("understood the other way round").isFalse();
    }

    @Test
    void a2_aYesBehindWhatWasHardlyHeardOrLostIsAskedAgain() {
        Phone low = Phone.asked();
        low.starts(1).millis(500).starts(2).heard(1, "não", 0.4).heard(2, "pode");
        assertThat(authorised(low)).isFalse();
        Phone lost = Phone.asked();
        lost.starts(1).millis(500).starts(2).noise(1).heard(2, "pode");
        assertThat(authorised(lost)).isFalse();
        lost.says(3, "pode");
        assertThat(authorised(lost)).as("after the question").isTrue();
    }

    @Test
    void a2_aYesThatInterruptsTheQuestionAskedAgainIsJudgedWithWhatCameBefore() {
        Phone doubt = Phone.asked();
        doubt.says(1, "tamborim amarelo").millis(1_500).interrupts(2, "pode subir");
        assertThat(authorised(doubt)).isFalse();
        Phone heard = Phone.asked();
        heard.says(1, "tamborim amarelo").millis(2_300).interrupts(2, "pode subir");
        assertThat(authorised(heard)).as("the question was over").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"libera a entrada", "liberar a entrada", "posso libera", "libera", "pode liberar a entrada"})
    void a4_anEchoOfTheQuestionIsNoYes(String echo) {
        opened();
        until(ASK, 600);
        phone.interrupts(1, echo);
        assertThat(authorised(phone)).isFalse();
    }

    @Test
    void a4_theWordsAskedForAreAnEchoWhileWeSayThemOnly() {
        opened();
        until(HOW, 300);
        phone.interrupts(1, "sim");
        assertThat(phone.out()).contains("1 " + ASK);
        assertThat(authorised(phone)).isFalse();
        phone.says(2, "sim");
        assertThat(authorised(phone)).isTrue();
        Phone quick = Phone.asked();
        quick.says(1, "quem é").out();
        quick.millis(1_500).starts(2);
        assertThat(quick.sounding()).isEqualTo(ASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pode", "pode subir", "sim", "pode liberar", "claro, pode"})
    void a4_whoAnswersOverTheQuestionIsHeard(String yes) {
        opened();
        until(ASK, 600);
        phone.interrupts(1, yes).millis(1_100);
        assertThat(phone.out()).as("longer than the grace").isEmpty();
        assertThat(authorised(phone)).isTrue();
    }

    @Test
    void a4_aYesOverUsCanBeTakenBackEvenWithoutAGrace() {
        ResidentSettings settings =
                new ResidentSettings(DecisionSettings.DEFAULT, Duration.ZERO, Duration.ofSeconds(60));
        Phone quick = new Phone(settings, Phone.PT, Phone.VISIT);
        quick.input(new ConversationInput.Opened(true))
                .millis(2_700)
                .interrupts(1, "pode")
                .millis(300);
        assertThat(quick.interrupts(2, "não").out()).contains("REFUSED plain-no voice 0.9 1 'não'");
    }

    @Test
    void aTurnWhoseBeginningWasNotToldAnswersNothing() {
        Phone asked = Phone.asked();
        asked.input(new ConversationInput.Heard(9, "pode subir", 0.9));
        assertThat(asked.out()).containsExactly("9 " + ASK, "9 " + HOW);
        assertThat(authorised(asked)).isFalse();
    }

    @Test
    void theShortQuestionIsTheSameQuestion() {
        Phone asked = Phone.asked();
        asked.says(1, "quem é");
        assertThat(asked.out()).containsExactly("1 " + WHO, "1 " + ASK, "1 " + SHORT);
    }
}
