package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.DecisionSettings;
import io.ramal.doorman.internal.decision.Verdict;
import io.ramal.doorman.internal.directory.JsonDirectory;
import io.ramal.stt.Expected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyWordsTest {
    @TempDir
    private Path folder;

    @Test
    void visitorsNameResidentsAndApartmentsOfTheirCondominium() throws Exception {
        LikelyWords words = words("""
                [{"apartment_number":"501","residents":["Helena Figueira"],"voip_number":"1","condominium_id":10},
                 {"apartment_number":"B-12","residents":["José da Silva"],"voip_number":"2","condominium_id":20},
                 {"apartment_number":"Cobertura","residents":[],"voip_number":"3"}]""");
        assertThat(words.expected(LegRole.VISITOR, 10, Doorman.PT).phrases())
                .contains("entrega", "Helena Figueira", "501", "COBERTURA")
                .doesNotContain("José da Silva", "12B");
        assertThat(words.expected(LegRole.VISITOR, 30, Doorman.EN).phrases())
                .contains("delivery", "COBERTURA")
                .doesNotContain("Helena Figueira");
        assertThat(words.expected(LegRole.VISITOR, 10, Doorman.PT).answers()).isEmpty();
    }

    @Test
    void aLargeDirectoryIsCutAtItsApartmentsFirst() throws Exception {
        String entries = IntStream.range(0, 450)
                .mapToObj(i -> "{\"apartment_number\":\"" + (1000 + i) + "\",\"residents\":[\"Pessoa Numero "
                        + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "\"],\"voip_number\":\"7\"}")
                .collect(Collectors.joining(",", "[", "]"));
        List<String> phrases =
                words(entries).expected(LegRole.VISITOR, 1, Doorman.PT).phrases();
        assertThat(phrases).hasSizeLessThanOrEqualTo(500 + 6);
        assertThat(phrases.stream().filter(p -> p.startsWith("Pessoa"))).hasSize(450);
    }

    @Test
    void residentsAnswerYesOrNo() throws Exception {
        Expected portuguese = words("[]").expected(LegRole.RESIDENT, 1, Doorman.PT);
        assertThat(portuguese.phrases()).isEmpty();
        assertThat(portuguese.answers())
                .contains("sim", "não", "pode", "subir", "claro", "ninguém", "autorizo")
                .doesNotContain("talvez", "espera", "repete")
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("[\\p{L}'-]+"))
                .hasSizeLessThan(400);
        assertThat(words("[]").expected(LegRole.RESIDENT, 1, Doorman.EN).answers())
                .contains("yes", "no", "don't", "can't", "can", "let", "not")
                .doesNotContain("maybe", "wait");
        assertThat(words("[]").expected(LegRole.RESIDENT, 1, Locale.FRENCH)).isEqualTo(Expected.ANYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[unk]", "sim [unk]", "[unk] sim", "<unk> pode", "pode [unk] subir", "[unk] libera"})
    void whatAnEngineDidNotKnowMakesAnAnswerUnclear(String text) {
        assertThat(new Decider(DecisionSettings.DEFAULT)
                        .decide(text, 1, Doorman.PT)
                        .answer())
                .isNotEqualTo(Verdict.Answer.YES);
    }

    private LikelyWords words(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("apartamentos.json"), json);
        JsonDirectory directory = new JsonDirectory(file);
        directory.look();
        assertThat(directory.find(1, VisitData.EMPTY)).isNotNull();
        return new LikelyWords(directory);
    }
}
