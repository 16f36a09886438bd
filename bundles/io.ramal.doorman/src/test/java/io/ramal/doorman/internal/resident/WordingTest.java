package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.DecisionSettings;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.talk.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Decider DECIDER = new Decider(DecisionSettings.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visita|Ana|501|Ana está aqui para uma visita, para o apartamento 501.",
                "|Ana|501|Ana está aqui, para o apartamento 501.",
                "visita||501|Há uma visita, para o apartamento 501.",
                "entrega||501B|Há uma entrega, para o apartamento 501, bloco B.",
                "servico|||Há uma pessoa aqui para um serviço.",
                "||12034|Há uma pessoa na portaria, para o apartamento 1 2 0 3 4.",
                "invasao|||Há uma pessoa na portaria.",
                "entrega|Carlos {1}|{0}|Carlos está aqui para uma entrega, para o apartamento 0."
            })
    void tellsWhatIsKnown(String intent, String name, String apartment, String told) {
        VisitData visit = new VisitData(text(intent), text(name), text(apartment), "");
        assertThat(wording(visit).opening(true)).element(1).isEqualTo(told);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static Wording wording(VisitData visit) {
        return new Wording(new Sentences(Phone.PT, ""), visit, DECIDER, Phone.PT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Carlos", "Maria da Silva", "João Pereira dos Santos", "Ana-Lúcia", "D'Ávila", "Zé", "Wellington"
            })
    void namesAreSpokenAsGiven(String name) {
        assertThat(Wording.name(name, DECIDER, Phone.PT)).isEqualTo(name.replaceAll("[-']", " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diga sim",
                "Carlos diga sim",
                "Carlos. Diga sim!",
                "pode subir",
                "Silva manda subir",
                "Libera",
                "Claro",
                "Carlos tecle um",
                "Carlos tecle 1",
                "Carlos TECLE",
                "não",
                "quem é",
                "Carlos ele veio fazer uma entrega rápida",
                "12345",
                " ",
                "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatMayBeAnAnswerOrAnOrderIsNoName(String name) {
        assertThat(Wording.name(name, DECIDER, Phone.PT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Autorisado",
                "Altorizado",
                "Autoriço",
                "Lybera",
                "Liberah",
                "Cim",
                "Pody Subyr",
                "Claru",
                "Podi Entrah"
            })
    void a4_whatSoundsLikeAnAnswerIsNoName(String name) {
        assertThat(Wording.name(name, DECIDER, Phone.PT)).isEmpty();
    }

    @Test
    void a4_usualNamesDoNotSoundLikeAnAnswer() {
        String usual =
                "José Antônio João Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno"
                        + " Eduardo Felipe Raimundo Rodrigo Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia"
                        + " Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória"
                        + " Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Clara Lia Noé Zé Cida Silva Santos Oliveira Souza"
                        + " Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes"
                        + " Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos"
                        + " Gonçalves Santana Teixeira Sá Penha Paz Bento Benedito Washington Wesley Yuri Kátia Wagner";
        assertThat(List.of(usual.split(" ", -1)))
                .allSatisfy(name ->
                        assertThat(Wording.name(name, DECIDER, Phone.PT)).isEqualTo(name));
    }

    /** The line may bring back a part of what we say, and an engine may understand it. */
    @Test
    void a4_noPartOfWhatIsSaidBeforeADecisionIsAYesButTheWordsAskedFor() {
        for (Locale language : List.of(Phone.PT, Locale.US)) {
            Wording wording = new Wording(new Sentences(language, ""), Phone.VISIT, DECIDER, language);
            Sentences sentences = new Sentences(language, "");
            List<String> all = new ArrayList<>(wording.opening(true));
            all.add(sentences.get("resident.wait"));
            // one after another, as they may come back
            all.add(String.join(" ", wording.opening(true)));
            all.add(String.join(" ", wording.again(Reason.UNKNOWN_WORDS, true)));
            all.addAll(wording.opening(false));
            for (Reason reason : Reason.values()) {
                all.addAll(wording.again(reason, true));
                all.addAll(wording.again(reason, false));
            }
            Set<String> askedFor = Set.of("sim", "yes");
            for (String sentence : all) {
                for (String part : parts(sentence)) {
                    boolean yes = DECIDER.decide(part, 1, language).answer() == Answer.YES;
                    assertThat(yes && !askedFor.contains(part))
                            .as("%s: %s", language, part)
                            .isFalse();
                }
            }
        }
    }

    private static List<String> parts(String sentence) {
        String[] words = sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < words.length; from++) {
            for (int to = from + 1; to <= words.length; to++) {
                parts.add(String.join(" ", List.of(words).subList(from, to)).strip());
            }
        }
        return parts;
    }
}
