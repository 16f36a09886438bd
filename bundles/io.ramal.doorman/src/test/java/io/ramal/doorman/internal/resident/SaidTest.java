package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.DecisionSettings;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that was cut in two by a pause. */
class SaidTest {
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

    private final Decider decider = new Decider(DecisionSettings.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "pode, não, NO",
        "pode, não pode, NO",
        "sim, não, NO",
        "claro que sim, que não, NO",
        "sim, claro que não, NO",
        "sim, claro, YES",
        "pode, com certeza, YES",
        "autorizo, de jeito nenhum, NO",
        "libera, até parece, NO",
        "sim, manda embora, NO",
        "pode, esquecer, NO",
        "pode, ir tirando, NO",
        "pode, subir, YES",
        "pode, sim, YES",
        "sim, pode, YES",
        "sim, pode subir, YES",
        "pode, deixar subir, YES",
        "pode, entrar por favor, YES",
        "pode, ser, UNCLEAR",
        "pode, se for rápido, UNCLEAR",
        "pode, deixar, UNCLEAR",
        "sim, quem é, UNCLEAR",
        "sim, espera aí, UNCLEAR",
        "sim, mas depois, UNCLEAR",
        "pode, amanhã, UNCLEAR",
        "pode, deixar na portaria, UNCLEAR",
        "sim, sei lá, UNCLEAR",
        "sim, alô, UNCLEAR",
        "pode, tamborim amarelo, UNCLEAR",
        "sim, não não sim, UNCLEAR",
        "sim, '', UNCLEAR",
        "sim, quer dizer, UNCLEAR"
    })
    void together(String first, String second, Answer answer) {
        assertThat(new Said(first, 1).verdict(decider, PORTUGUESE).answer()).isEqualTo(Answer.YES);
        Said both = new Said(first, 1).followedBy(new Said(second, 1), decider, PORTUGUESE);
        assertThat(both.verdict(decider, PORTUGUESE).answer()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"1,0.3", "0.7,NaN"})
    void whatWasHardlyHeardKeepsNoYes(double first, double second) {
        Said both = new Said("pode", first).followedBy(new Said("subir", second), decider, PORTUGUESE);
        assertThat(both.verdict(decider, PORTUGUESE).answer()).isEqualTo(Answer.UNCLEAR);
    }

    @Test
    void aYesMayComeInThree() {
        Said three = new Said("sim", 1)
                .followedBy(new Said("pode", 1), decider, PORTUGUESE)
                .followedBy(new Said("subir", 0.8), decider, PORTUGUESE);
        assertThat(three.verdict(decider, PORTUGUESE).answer()).isEqualTo(Answer.YES);
        assertThat(three.confidence()).isEqualTo(0.8);
    }

    @ParameterizedTest
    @CsvSource({
        "se for meu irmão, pode subir, UNCLEAR",
        "quem disse que, pode subir, UNCLEAR",
        "acho que, pode, UNCLEAR",
        "não sei se, pode, UNCLEAR",
        "só depois que ele mostrar o documento, libera, UNCLEAR",
        "amanhã, pode subir, UNCLEAR",
        "caso ele seja técnico da net, autorizo, UNCLEAR",
        "tamborim amarelo, pode subir, UNCLEAR",
        "'', pode subir, UNCLEAR",
        "deixa, subir, UNCLEAR",
        "claro, que não, NO",
        "com certeza, não, NO",
        "claro, claro, UNCLEAR",
        "claro, sim, YES",
        "com certeza, pode subir, YES",
        "oi, pode subir, YES",
        "ah então, pode subir, YES"
    })
    void a2_afterADoubt(String first, String second, Answer answer) {
        Said both = new Said(first, first.isEmpty() ? 0 : 1).doubting(new Said(second, 1), decider, PORTUGUESE);
        assertThat(both.verdict(decider, PORTUGUESE).answer()).isEqualTo(answer);
    }
}
