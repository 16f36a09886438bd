package io.ramal.doorman.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.decision.Corpus.Line;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What residents say, and whether it is understood. */
class CorpusTest {
    private static final double RIGHT = 0.97;
    private static final Set<String> REFUSED_IN_WORDS = Set.of("negated", "ironic");

    private final Decider decider = new Decider(DecisionSettings.DEFAULT);
    private final List<Line> corpus = Corpus.read("corpus.tsv");
    private final List<Line> heldOut = Corpus.read("heldout.tsv");
    private final List<Line> adversarial = Corpus.read("adversarial.tsv");

    @Test
    void isLargeEnoughToTellSomething() {
        assertThat(corpus).filteredOn(line -> is(line, "pt")).hasSizeGreaterThanOrEqualTo(500);
        assertThat(corpus).filteredOn(line -> is(line, "en")).hasSizeGreaterThanOrEqualTo(100);
        assertThat(corpus)
                .filteredOn(line -> is(line, "pt") && REFUSED_IN_WORDS.contains(line.category()))
                .hasSizeGreaterThanOrEqualTo(150);
        assertThat(corpus)
                .filteredOn(line -> is(line, "pt") && line.expected() == Answer.UNCLEAR)
                .hasSizeGreaterThanOrEqualTo(100);
        assertThat(heldOut).hasSizeGreaterThanOrEqualTo(120);
        assertThat(adversarial).hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(Stream.concat(corpus.stream(), heldOut.stream()).map(line -> line.language() + line.phrase()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theCorpusIsUnderstood() {
        measure("corpus", corpus);
    }

    @Test
    void theHeldOutPhrasesAreUnderstoodSinceTheyWereLearned() {
        measure("held-out, learned since", heldOut);
    }

    @Test
    void nothingOfWhatOthersDecideOrAreToldIsAYes() {
        measure("adversarial", adversarial);
    }

    @Test
    void capitalsAndMissingAccentsMakeNoYes() {
        List<String> falseYes = new ArrayList<>();
        for (Line line : all()) {
            if (line.expected() == Answer.YES) {
                continue;
            }
            String bare =
                    Normalizer.normalize(line.phrase(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
            for (String variant : List.of(bare, line.phrase().toUpperCase(Locale.ROOT), line.phrase() + ".")) {
                if (answer(variant, line.language()) == Answer.YES) {
                    falseYes.add(variant);
                }
            }
        }
        assertThat(falseYes).isEmpty();
    }

    private void measure(String name, List<Line> lines) {
        int[][] table = new int[3][3];
        List<String> falseYes = new ArrayList<>();
        List<String> opposite = new ArrayList<>();
        for (Line line : lines) {
            Answer answer = answer(line.phrase(), line.language());
            table[line.expected().ordinal()][answer.ordinal()]++;
            if (answer == Answer.YES && line.expected() != Answer.YES) {
                falseYes.add(line.phrase());
            }
            if (answer == Answer.NO && line.expected() == Answer.YES) {
                opposite.add(line.phrase());
            }
        }
        double right = print(name, table);
        assertThat(falseYes).isEmpty();
        assertThat(opposite).isEmpty();
        if (lines != adversarial) {
            assertThat(right).isGreaterThanOrEqualTo(RIGHT);
        }
    }

    private static double print(String name, int[][] table) {
        int right = table[0][0] + table[1][1];
        int clear = right + table[0][1] + table[0][2] + table[1][0] + table[1][2];
        System.out.printf(
                Locale.ROOT,
                "decision, %s: false yes %d; clear answers right %d of %d (%.1f %%); unclear asked again %d of %d%n",
                name,
                table[1][0] + table[2][0],
                right,
                clear,
                100.0 * right / Math.max(1, clear),
                table[2][2],
                table[2][0] + table[2][1] + table[2][2]);
        for (Answer expected : Answer.values()) {
            int[] row = table[expected.ordinal()];
            System.out.printf("  expected %-7s → yes %4d, no %4d, unclear %4d%n", expected, row[0], row[1], row[2]);
        }
        return (double) right / clear;
    }

    private List<Line> all() {
        return Stream.of(corpus, heldOut, adversarial).flatMap(List::stream).toList();
    }

    private Answer answer(String phrase, Locale language) {
        return decider.decide(phrase, 1, language).answer();
    }

    private static boolean is(Line line, String language) {
        return line.language().getLanguage().equals(language);
    }
}
