package io.ramal.ai.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.VisitData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Utterances as speech engines write them. The core set must be right, of all of them 95 %. */
class CorpusTest {
    private record Line(String set, Locale language, String asked, String text, VisitData expected) {}

    private final Map<Locale, Understanding> languages = new HashMap<>();

    @Test
    void understandsTheCorpus() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> wrongCore = new ArrayList<>();
        Map<Locale, int[]> figures = new HashMap<>();
        for (Line line : corpus()) {
            VisitData known = known(line.asked());
            VisitData actual = languages
                    .computeIfAbsent(line.language(), Understanding::new)
                    .understand(line.text(), known, null)
                    .data();
            int[] count = figures.computeIfAbsent(line.language(), l -> new int[2]);
            count[0]++;
            if (actual.equals(merged(known, line.expected()))) {
                count[1]++;
            } else {
                String report = line.asked() + ": " + line.text() + " -> " + actual;
                (line.set().equals("core") ? wrongCore : wrong).add(report);
            }
        }
        figures.forEach((language, count) -> System.out.printf(
                "%s: %d of %d utterances understood, %.1f %%%n",
                language, count[1], count[0], 100.0 * count[1] / count[0]));
        wrong.forEach(w -> System.out.println("not understood: " + w));
        assertThat(wrongCore).isEmpty();
        assertThat(figures).containsOnlyKeys(RulesProvider.PT, RulesProvider.EN);
        figures.forEach((language, count) ->
                assertThat(100.0 * count[1] / count[0]).as("%s", language).isGreaterThanOrEqualTo(95));
    }

    private static VisitData known(String asked) {
        return switch (asked) {
            case "open" -> VisitData.EMPTY;
            case "name" -> VisitData.EMPTY.withIntent("visita");
            case "apartment" -> new VisitData("visita", "Ana", "", "");
            case "intent" -> VisitData.EMPTY.withVisitorName("Ana");
            default -> throw new IllegalArgumentException(asked);
        };
    }

    private static VisitData merged(VisitData known, VisitData expected) {
        return new VisitData(
                expected.intent().isEmpty() ? known.intent() : expected.intent(),
                expected.visitorName().isEmpty() ? known.visitorName() : expected.visitorName(),
                expected.apartment(),
                expected.residentName());
    }

    private static List<Line> corpus() throws IOException {
        try (InputStream in = Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(f -> new Line(
                            f[0], Locale.forLanguageTag(f[1]), f[2], f[3], new VisitData(f[4], f[5], f[6], f[7])))
                    .toList();
        }
    }
}
