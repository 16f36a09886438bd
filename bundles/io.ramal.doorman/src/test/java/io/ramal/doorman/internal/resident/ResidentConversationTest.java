package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.DecisionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentConversationTest {
    private static final String WHO = "Carlos está aqui para uma entrega, para o apartamento 501.";
    private static final String ASK = "Posso liberar a entrada?";
    private static final String HOW = "Responda sim ou não, ou tecle 1 para aceitar e 2 para recusar.";
    private static final String SHORT = "Responda sim ou não.";
    private static final String KEYS = "Tecle 1 para aceitar ou 2 para recusar.";
    private static final String CLEAR = "Preciso de uma resposta clara.";
    private static final String WAIT = "Eu aguardo.";
    private static final String THANKS = "Obrigado, entrada autorizada. Até logo.";
    private static final String UNCLEAR = "Desculpe, não entendi.";
    private static final String REFUSED = "Certo, entrada não autorizada. Até logo.";
    private static final String UNDECIDED =
            "Não entendi a sua resposta, por isso a entrada não foi autorizada. Até logo.";

    private final Phone phone = Phone.asked();

    @Test
    void greetsTellsWhoIsThereAndAsksInOneGo() {
        Phone fresh = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        fresh.millis(500).silence().key('1');
        assertThat(fresh.out()).as("before the leg is up").isEmpty();
        fresh.input(new ConversationInput.Opened(true));
        assertThat(fresh.out()).containsExactly("Olá, aqui é a portaria.", WHO, ASK, HOW);
    }

    @Test
    void inEnglishAndWithOtherKeys() {
        ResidentSettings settings = new ResidentSettings(
                new DecisionSettings(0.6, 2, '*', '#'), Duration.ofSeconds(1), Duration.ofSeconds(60));
        Phone english = new Phone(settings, Locale.US, new VisitData("servico", "", "502B", ""));
        english.opened();
        assertThat(english.out())
                .containsExactly(
                        "Hello, this is the front desk.",
                        "There is somebody here for a service, for apartment 502, block B.",
                        "Do you allow the entry?",
                        "Please answer yes or no, or press star to accept and pound to refuse.");
        english.says(1, "yes sure").millis(1_200);
        assertThat(english.out())
                .containsExactly(
                        "AUTHORISED affirmation voice 0.9 1 'yes sure'",
                        "! Thank you, entry allowed. Goodbye.",
                        "hangup");
    }

    @Test
    void b2_aSpokenYesCountsAfterItsGraceAndNothingIsSaidBefore() {
        phone.says(1, "pode subir").millis(700);
        assertThat(phone.out()).isEmpty();
        phone.millis(300);
        assertThat(phone.out())
                .containsExactly("AUTHORISED permission voice 0.9 1 'pode subir'", "! " + THANKS, "hangup");
        phone.says(2, "não").key('2').silence().millis(500).input(new ConversationInput.VisitorLeft());
        assertThat(phone.out()).as("told once").isEmpty();
    }

    @Test
    void mistake1_aRefusalThatHoldsAYesWordRefuses() {
        for (String no :
                List.of("não autorizo", "claro que não", "não pode entrar", "pode não", "sim não não pode não")) {
            Phone any = Phone.asked();
            any.says(1, no).millis(10_000);
            assertThat(any.out()).noneMatch(line -> line.startsWith("AUTHORISED"));
        }
        phone.says(1, "não autorizo");
        assertThat(phone.out())
                .containsExactly("REFUSED denied-permission voice 0.9 1 'não autorizo'", "! 1 " + REFUSED, "hangup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pode", "sim", "autorizo"})
    void mistake1_aNoBehindAPauseRefuses(String yes) {
        phone.says(1, yes).millis(600).starts(2).millis(2_500);
        assertThat(phone.out()).isEmpty();
        phone.heard(2, "não");
        assertThat(phone.out()).containsExactly("REFUSED plain-no voice 0.9 1 'não'", "! 2 " + REFUSED, "hangup");
    }

    @Test
    void mistake1_aNoThatBeganBeforeTheYesWasUnderstoodRefuses() {
        phone.starts(1).millis(1_500).starts(2).heard(1, "pode").millis(3_000);
        assertThat(phone.out()).isEmpty();
        phone.heard(2, "não pode");
        assertThat(phone.out()).startsWith("REFUSED denied-permission voice 0.9 1 'não pode'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claro", "com certeza", "lógico, obrigado"})
    void mistake1_halfOfClaroQueNaoIsAskedForPlainly(String half) {
        phone.says(1, half).millis(5_000);
        assertThat(phone.out()).containsExactly("1 " + CLEAR, "1 " + ASK, "1 " + HOW);
        phone.says(2, "sim").millis(1_200);
        assertThat(phone.out()).startsWith("AUTHORISED affirmation voice 0.9 2 'sim'");

        Phone no = Phone.asked();
        no.says(1, half).out();
        no.says(2, "não");
        assertThat(no.out()).startsWith("REFUSED plain-no voice 0.9 2 'não'");
    }

    @Test
    void mistake1_theEndOfClaroQueNaoMayComeAsATurnOfItsOwn() {
        phone.says(1, "claro").out();
        phone.millis(300).interrupts(2, "que não");
        assertThat(phone.out()).startsWith("REFUSED plain-no voice 0.9 2 'que não'");
    }

    @Test
    void mistake1_noNumberOfHalvesIsAYes() {
        Phone english = new Phone(ResidentSettings.DEFAULT, Locale.US, Phone.VISIT);
        english.opened().out();
        english.says(1, "of course").millis(5_000);
        assertThat(english.out())
                .containsExactly(
                        "1 I need a clear answer.",
                        "1 Do you allow the entry?",
                        "1 Please answer yes or no, or press 1 to accept and 2 to refuse.");
        english.says(2, "of course").out();
        english.says(3, "sure").millis(5_000);
        assertThat(english.out()).startsWith("NO_DECISION clipped voice 0.9 3 'sure'");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 5_200, 14_000})
    void a8_aNoSaidBeforeButUnderstoodLaterRefuses(int later) {
        phone.starts(1).millis(1_500).starts(2).millis(1_500).heard(2, "sim").millis(later);
        assertThat(phone.out()).isEmpty();
        phone.heard(1, "não");
        assertThat(phone.out()).startsWith("REFUSED plain-no voice 0.9 1 'não'");
    }

    @Test
    void b1_anOlderMurmurOnlyDelaysAYes() {
        phone.starts(1).millis(3_000).starts(2).millis(1_500).heard(2, "sim").millis(4_000);
        assertThat(phone.out()).isEmpty();
        phone.murmurs(1).millis(1_000);
        assertThat(phone.out()).contains("AUTHORISED affirmation voice 0.9 1 'sim'");
    }

    @Test
    void b1_aMurmurBehindAYesOnlyDelaysIt() {
        phone.says(1, "pode subir").millis(300).starts(2).millis(2_000);
        assertThat(phone.out()).isEmpty();
        phone.murmurs(2).millis(600);
        assertThat(phone.out()).isEmpty();
        phone.millis(400);
        assertThat(phone.out()).contains("AUTHORISED permission voice 0.9 1 'pode subir'");
    }

    @Test
    void mistake2_noiseSilenceAndScrapsAreNoYes() {
        phone.noise(1);
        assertThat(phone.out()).containsExactly("1 " + UNCLEAR, "1 " + ASK, "1 " + HOW);
        phone.listens().silence();
        assertThat(phone.out()).containsExactly("Não ouvi a sua resposta.", ASK, HOW);
        phone.listens().heard(3, " ");
        assertThat(phone.out())
                .containsExactly("NO_DECISION nothing-understood voice 0.0 3 ' '", "! 3 " + UNDECIDED, "hangup");
    }

    @Test
    void mistake2_whatIsHardlyHeardIsNoYes() {
        phone.heard(1, "pode subir", 0.3).millis(5_000);
        assertThat(phone.out()).containsExactly("1 " + UNCLEAR, "1 " + ASK, "1 " + HOW);
    }

    @Test
    void mistake2_noiseBehindAYesMakesItNone() {
        phone.says(1, "sim").starts(2).millis(1_500).noise(2).millis(5_000);
        assertThat(phone.out()).containsExactly("2 " + UNCLEAR, "2 " + ASK, "2 " + HOW);
    }

    @Test
    void mistake2_speechOfWhichNothingComesMakesAYesNone() {
        phone.says(1, "sim").starts(2).millis(14_900);
        assertThat(phone.out()).isEmpty();
        phone.millis(300);
        assertThat(phone.out()).containsExactly(UNCLEAR, ASK, HOW);
        phone.says(3, "sim").starts(4).millis(500).silence();
        assertThat(phone.out()).endsWith(UNCLEAR, ASK, HOW);
    }

    @Test
    void aYesInTwoTurnsIsOne() {
        phone.says(1, "sim").millis(500).says(2, "pode").millis(500);
        assertThat(phone.out()).isEmpty();
        phone.millis(500);
        assertThat(phone.out())
                .containsExactly("AUTHORISED permission voice 0.9 1 'sim. pode'", "! " + THANKS, "hangup");
    }

    @Test
    void aYesWithADoubtIsAskedAgain() {
        phone.says(1, "pode").says(2, "quem é mesmo").millis(5_000);
        assertThat(phone.out()).containsExactly("2 " + WHO, "2 " + ASK, "2 " + SHORT);
    }

    @Test
    void b2_aResidentWhoLeavesDuringTheGraceHasDecidedNothing() {
        phone.says(1, "sim").millis(500);
        phone.conversation.close();
        phone.conversation.close();
        phone.millis(5_000);
        assertThat(phone.out()).isEmpty();
    }

    @Test
    void mistake7_aVisitorWhoHasLeftIsTold() {
        phone.says(1, "sim").millis(500).out();
        phone.input(new ConversationInput.VisitorLeft()).millis(5_000).key('1');
        assertThat(phone.out()).containsExactly("hush", "! O visitante desligou. Obrigado.", "hangup");
        Phone unopened = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        unopened.input(new ConversationInput.VisitorLeft()).input(new ConversationInput.Opened(true));
        assertThat(unopened.out()).containsExactly("hush", "! O visitante desligou. Obrigado.", "hangup");
    }

    @Test
    void mistake8_shortAnswersCount() {
        phone.starts(1).heard(1, "não");
        assertThat(phone.out()).startsWith("REFUSED plain-no voice 0.9 1 'não'");
    }

    @Test
    void mistake9_theFarewellIsSaidToItsEnd() {
        phone.key('1');
        assertThat(phone.out()).containsExactly("AUTHORISED digit key 1.0 1 ''", "! " + THANKS, "hangup");
    }

    @Test
    void keysBeatWhatWasSaid() {
        phone.says(1, "sim").key('2');
        assertThat(phone.out()).containsExactly("REFUSED digit key 1.0 1 ''", "! " + REFUSED, "hangup");
        Phone other = Phone.asked();
        other.says(1, "sim").key('7').millis(5_000);
        assertThat(other.out()).containsExactly("Tecla inválida.", ASK, KEYS);
        other.says(2, "sim").starts(3).key('1');
        assertThat(other.out()).contains("AUTHORISED digit key 1.0 2 ''");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quem é|" + WHO + "|" + SHORT,
                "não entendi repete|" + WHO + "|" + HOW,
                "deixa eu falar com ele|Não consigo passar a ligação.|" + SHORT,
                "se for rápido pode|" + CLEAR + "|" + HOW,
                "deixa na portaria|" + CLEAR + "|" + HOW,
                "tamborim amarelo|" + UNCLEAR + "|" + HOW
            })
    void isAskedAgainInWordsThatFit(String said, String first, String last) {
        phone.says(1, said);
        assertThat(phone.out()).containsExactly("1 " + first, "1 " + ASK, "1 " + last);
    }

    @Test
    void whoAsksForAMomentIsWaitedForButNotForEver() {
        phone.says(1, "só um momento");
        assertThat(phone.out()).containsExactly("1 " + WAIT);
        phone.silence().noise(2).silence().millis(19_000);
        assertThat(phone.out()).isEmpty();
        phone.millis(1_500);
        assertThat(phone.out()).containsExactly(ASK, SHORT);
        phone.says(3, "espera aí").says(4, "só um minuto");
        assertThat(phone.out()).containsExactly("3 " + WAIT, "4 " + ASK, "4 " + SHORT);
        phone.says(5, "sim").millis(1_200);
        assertThat(phone.out()).contains("AUTHORISED affirmation voice 0.9 2 'sim'");
    }

    @Test
    void theTimeForADecisionIsLimited() {
        phone.says(1, "espera aí")
                .millis(19_000)
                .says(2, "um minutinho")
                .millis(19_000)
                .says(3, "quem é")
                .millis(15_500);
        phone.out();
        phone.millis(2_000);
        assertThat(phone.out()).containsExactly("NO_DECISION time-out voice 0.0 1 ''", "! " + UNDECIDED, "hangup");
    }

    @Test
    void aYesInTimeMayEndItsGraceButWhatIsUnsettledMayNot() {
        ResidentSettings settings =
                new ResidentSettings(DecisionSettings.DEFAULT, Duration.ofSeconds(5), Duration.ofSeconds(10));
        Phone calm = new Phone(settings, Phone.PT, Phone.VISIT).opened();
        calm.millis(5_000).says(1, "sim").millis(5_200);
        assertThat(calm.out()).contains("AUTHORISED affirmation voice 0.9 1 'sim'");
        Phone open = new Phone(settings, Phone.PT, Phone.VISIT).opened();
        open.millis(6_500).says(1, "sim").starts(2).millis(1_500);
        assertThat(open.out()).contains("NO_DECISION time-out voice 0.0 0 ''");
    }

    @Test
    void withoutAGraceAYesCountsAtOnceUnlessSomebodySpeaks() {
        ResidentSettings settings =
                new ResidentSettings(DecisionSettings.DEFAULT, Duration.ZERO, Duration.ofSeconds(60));
        Phone quick = new Phone(settings, Phone.PT, Phone.VISIT).opened();
        quick.out();
        quick.millis(1_000).says(1, "sim");
        assertThat(quick.out()).containsExactly("AUTHORISED affirmation voice 0.9 1 'sim'", "! 1 " + THANKS, "hangup");
        Phone speaking = new Phone(settings, Phone.PT, Phone.VISIT).opened();
        speaking.millis(1_000).starts(1).starts(2).heard(1, "pode").heard(2, "não");
        assertThat(speaking.out()).contains("REFUSED plain-no voice 0.9 1 'não'");
    }

    @Test
    void withoutEarsKeysDecide() {
        Phone deaf = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        deaf.input(new ConversationInput.Opened(false));
        assertThat(deaf.out())
                .containsExactly(
                        "Olá, aqui é a portaria.",
                        WHO,
                        "No momento só consigo entender as teclas do telefone.",
                        ASK,
                        KEYS);
        deaf.listens().silence();
        assertThat(deaf.out()).containsExactly("Não ouvi a sua resposta.", ASK, KEYS);
        deaf.key('1');
        assertThat(deaf.out()).contains("AUTHORISED digit key 1.0 2 ''");

        phone.says(1, "sim")
                .starts(2)
                .input(new ConversationInput.NotUnderstood(2, false))
                .millis(5_000);
        assertThat(phone.out())
                .containsExactly("2 No momento só consigo entender as teclas do telefone.", "2 " + ASK, "2 " + KEYS);
        phone.key('2');
        assertThat(phone.out()).contains("REFUSED digit key 1.0 2 ''");
    }
}
