package io.ramal.ai.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whole visits as speech engines write them: in any order, in one sentence or several, with corrections and after a
 * look-up that failed.
 */
class VisitsTest {
    private static final double MIN_PERCENT = 97;
    private static final Extension EXTENSION = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);

    private final RulesProvider rules = new RulesProvider();

    @Test
    void understandsWholeVisits() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, int[]> figures = new HashMap<>();
        for (String line : lines()) {
            String[] f = line.split("\t", -1);
            VisitData expected = new VisitData(f[2], f[3], f[4], f[5]);
            VisitData actual = visit(Locale.forLanguageTag(f[0]), List.of(f[1].split(" \\| ", -1)));
            int[] count = figures.computeIfAbsent(f[0], l -> new int[2]);
            count[0]++;
            if (actual.equals(expected)) {
                count[1]++;
            } else {
                wrong.add(f[1] + " -> " + actual);
            }
        }
        figures.forEach((language, count) -> System.out.printf(
                "%s: %d of %d visits understood, %.1f %%%n",
                language, count[1], count[0], 100.0 * count[1] / count[0]));
        wrong.forEach(w -> System.out.println("not understood: " + w));
        assertThat(figures.get("pt-BR")[0]).isGreaterThanOrEqualTo(150);
        assertThat(figures.get("en-US")[0]).isGreaterThanOrEqualTo(40);
        figures.forEach((language, count) ->
                assertThat(100.0 * count[1] / count[0]).as(language).isGreaterThanOrEqualTo(MIN_PERCENT));
    }

    private VisitData visit(Locale language, List<String> turns) {
        List<AiEvent.Answer> answers = new ArrayList<>();
        AiSession session = rules.open(
                new AiRequest(new UUID(1, 2), LegRole.VISITOR, EXTENSION, language),
                event -> answers.add((AiEvent.Answer) event));
        VisitData known = VisitData.EMPTY;
        for (String turn : turns) {
            if (turn.equals("!apartment")) {
                known = known.withApartment("");
            } else if (turn.equals("!resident")) {
                known = known.withResidentName("");
            } else {
                session.ask(new AiQuestion(answers.size() + 1, turn, AiQuestion.Input.SPEECH, known));
                known = answers.get(answers.size() - 1).data();
            }
        }
        return known;
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(VisitsTest.class.getResourceAsStream("visits.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
