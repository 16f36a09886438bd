package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.ConversationInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeypadDialogueTest {
    private static final String MENU = "Para visita, tecle 1. Entrega, 2. Serviço, 3.";
    private static final String APARTMENT = "Digite o número do apartamento e depois jogo da velha.";
    private static final String CONFIRM =
            "Entrega para o apartamento 501. Para confirmar, tecle 1. Para corrigir, tecle 2.";
    private static final String INVALID = "Opção inválida.";
    private static final String ONLY = "Por favor, use o teclado do telefone.";

    private final Caller caller = Caller.of().opened(false);

    KeypadDialogueTest() {
        assertThat(caller.out())
                .containsExactly(
                        "Olá, aqui é a portaria.", "No momento só consigo atender pelo teclado do telefone.", MENU);
    }

    @Test
    void aWholeVisit() {
        caller.keys("2");
        assertThat(caller.out()).containsExactly("learned entrega|||", APARTMENT);
        caller.keys("501");
        assertThat(caller.out()).isEmpty();
        caller.keys("#");
        assertThat(caller.out()).containsExactly("learned entrega||501|", CONFIRM);
        caller.keys("1");
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega||501| complete",
                        "Só um momento, vou falar com o morador.",
                        "call 501 at 7001");
        caller.silence(1);
        assertThat(caller.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,visita", "2,entrega", "3,servico"})
    void intents(String key, String intent) {
        caller.keys(key);
        assertThat(caller.out()).containsExactly("learned " + intent + "|||", APARTMENT);
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "9", "*", "#", "A", "D"})
    void invalidKeysOfTheMenu(String key) {
        caller.keys(key);
        assertThat(caller.out()).containsExactly(INVALID, MENU);
    }

    @Test
    void apartmentKeys() {
        caller.keys("2").out();
        caller.keys("#");
        assertThat(caller.out()).containsExactly(INVALID, APARTMENT);
        caller.keys("50*");
        assertThat(caller.out()).containsExactly("Apagado. Digite de novo, por favor.");
        caller.keys("5B").millis(3_100);
        assertThat(caller.out()).first().isEqualTo("learned entrega||5|");
    }

    @Test
    void sixDigitsAreSpokenOneByOne() {
        caller.keys("2").out();
        caller.keys("123456");
        assertThat(caller.out())
                .containsExactly(
                        "learned entrega||123456|",
                        "Entrega para o apartamento 1 2 3 4 5 6. Para confirmar, tecle 1. Para corrigir, tecle 2.");
    }

    @Test
    void correction() {
        caller.keys("2501#").out();
        caller.keys("9");
        assertThat(caller.out()).containsExactly(INVALID, CONFIRM);
        caller.keys("2");
        assertThat(caller.out()).containsExactly("Certo, vamos começar de novo.", "learned |||", MENU);
        caller.keys("11#1");
        assertThat(caller.out())
                .endsWith("learned visita||1| complete", "Só um momento, vou falar com o morador.", "call 1 at 7001");
    }

    @Test
    void silence() {
        caller.silence(1).silence(2).silence(3);
        assertThat(caller.out())
                .containsExactly(
                        "Não ouvi nada.",
                        MENU,
                        "Você ainda está aí?",
                        MENU,
                        "! Como não ouvi resposta, vou encerrar a ligação. Até logo.",
                        "hangup");
    }

    @Test
    void voicesAreToldToUseTheKeys() {
        caller.noise(3).heard(4, "entrega").input(new ConversationInput.NotUnderstood(5, false));
        assertThat(caller.out())
                .containsExactly("3 " + ONLY, "3 " + MENU, "4 " + ONLY, "4 " + MENU, "5 " + ONLY, "5 " + MENU);
        caller.keys("2").out();
        caller.keys("5").noise(6).silence(1);
        assertThat(caller.out()).as("while a number is keyed in").isEmpty();
    }

    @Test
    void nothingIsSaidBeforeTheLegIsUp() {
        Caller early = Caller.of();
        early.keys("1").heard(1, "oi").millis(500).silence(1);
        assertThat(early.out()).isEqualTo(List.of());
    }
}
