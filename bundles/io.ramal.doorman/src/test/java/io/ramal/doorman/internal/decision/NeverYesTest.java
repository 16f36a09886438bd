package io.ramal.doorman.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.doorman.internal.decision.Corpus.Line;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never open a gate, tried many times with a fixed seed. */
class NeverYesTest {
    private static final long SEED = 20_240_501;
    private static final int TRIES = 50_000;
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    private static final Map<String, List<String>> NEGATIONS = Map.of(
            "pt", List.of("não", "Não", "nao", "naum", "num", "nunca", "nem", "jamais", "ninguém", "de jeito nenhum"),
            "en", List.of("no", "not", "never", "don't", "dont", "nobody", "can't"));

    /** Permissions that residents of the corpus only deny. */
    private static final Set<String> ALWAYS_DENIED = Set.of("abra", "aprovo");

    private final Random random = new Random(SEED);
    private final Decider decider = new Decider(DecisionSettings.DEFAULT);
    private final List<Line> all = Stream.concat(
                    Corpus.read("corpus.tsv").stream(), Corpus.read("heldout.tsv").stream())
            .toList();

    @Test
    void anApprovalWithANegationAnywhereInIt() {
        List<String> falseYes = new ArrayList<>();
        for (Line line : approvals()) {
            List<String> words = List.of(line.phrase().split(" "));
            for (String negation : NEGATIONS.get(line.language().getLanguage())) {
                for (int at = 0; at <= words.size(); at++) {
                    List<String> denied = new ArrayList<>(words);
                    denied.add(at, negation);
                    collect(String.join(" ", denied), line.language(), falseYes);
                    denied.set(at, negation + ",");
                    collect(String.join(" ", denied), line.language(), falseYes);
                }
            }
        }
        assertThat(falseYes).isEmpty();
    }

    @Test
    void wordsThatAreInNoApproval() {
        for (String language : NEGATIONS.keySet()) {
            Set<String> approving = new HashSet<>();
            Set<String> others = new HashSet<>();
            for (Line line : all) {
                if (line.language().getLanguage().equals(language)) {
                    (line.expected() == Answer.YES ? approving : others).addAll(Words.of(line.phrase()));
                }
            }
            others.removeAll(approving);
            others.removeAll(ALWAYS_DENIED);
            assertThat(others).hasSizeGreaterThan(100);
            scraps(others.stream().sorted().toList(), Locale.forLanguageTag(language));
        }
    }

    private void scraps(List<String> words, Locale language) {
        List<String> falseYes = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            StringBuilder scrap = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                scrap.append(words.get(random.nextInt(words.size()))).append(random.nextInt(9) == 0 ? ", " : " ");
            }
            collect(scrap.toString(), language, falseYes);
        }
        assertThat(falseYes).isEmpty();
    }

    /** "Of course not", of which an engine wrote "of course". */
    @ParameterizedTest
    @ValueSource(strings = {"pt_BR", "en_US"})
    void aNoThatLostItsEnd(String language) {
        // of "yeah no" and "pode parar de": nobody could say yes without these
        Set<String> begunWithAYes = Set.of("yeah", "pode");
        List<String> phrases = Corpus.phrases("answers_" + language + ".txt", "negation");
        assertThat(phrases).hasSizeGreaterThan(50);
        List<String> falseYes = new ArrayList<>();
        for (String phrase : phrases) {
            for (int end = phrase.lastIndexOf(' '); end > 0; end = phrase.lastIndexOf(' ', end - 1)) {
                collect(phrase.substring(0, end), Locale.forLanguageTag(language.replace('_', '-')), falseYes);
            }
        }
        falseYes.removeAll(begunWithAYes);
        assertThat(falseYes).isEmpty();
    }

    @Test
    void theWordsOfARefusalInAnyOrder() {
        List<String> falseYes = new ArrayList<>();
        for (Line line : all) {
            List<String> words = new ArrayList<>(Words.of(line.phrase()));
            List<String> negations = line.language().getLanguage().equals("pt")
                    ? List.of("nao", "num", "naum", "nunca", "nem", "ninguem")
                    : List.of("no", "not", "dont", "never", "nobody");
            boolean negated = words.stream().anyMatch(negations::contains);
            for (int i = 0; negated && line.expected() != Answer.YES && i < 10; i++) {
                Collections.shuffle(words, random);
                collect(String.join(" ", words), line.language(), falseYes);
            }
        }
        assertThat(falseYes).isEmpty();
    }

    @Test
    void aRefusalTogetherWithAnApproval() {
        List<Line> approvals = approvals();
        List<String> falseYes = new ArrayList<>();
        for (Line refusal : all) {
            if (refusal.expected() != Answer.NO) {
                continue;
            }
            for (int i = 0; i < 10; i++) {
                Line approval = approvals.get(random.nextInt(approvals.size()));
                if (approval.language().equals(refusal.language())) {
                    for (String between : List.of(" ", ", ", ". ", "... ", "? ")) {
                        collect(approval.phrase() + between + refusal.phrase(), refusal.language(), falseYes);
                        collect(refusal.phrase() + between + approval.phrase(), refusal.language(), falseYes);
                    }
                }
            }
        }
        assertThat(falseYes).isEmpty();
    }

    @Test
    void anApprovalBetweenWordsNobodyKnows() {
        List<String> falseYes = new ArrayList<>();
        for (Line line : approvals()) {
            String stranger = letters(3 + random.nextInt(8)) + "qx";
            collect(line.phrase() + " " + stranger, line.language(), falseYes);
            collect(stranger + " " + line.phrase(), line.language(), falseYes);
            collect("♪ " + line.phrase() + " ♪", line.language(), falseYes);
            collect("[" + line.phrase() + "]", line.language(), falseYes);
        }
        assertThat(falseYes).isEmpty();
    }

    @Test
    void anApprovalThatIsAsked() {
        List<String> falseYes = new ArrayList<>();
        for (Line line : approvals()) {
            String plain = line.phrase().replaceAll("[.,!?…]", "");
            boolean tag = plain.matches(".*\\b(viu|visse|tá|tá bom|ok|okay)");
            if (!tag) {
                collect(plain + "?", line.language(), falseYes);
            }
        }
        assertThat(falseYes).isEmpty();
    }

    @Test
    void nothingAndSingleSigns() {
        for (String language : List.of("pt-BR", "en-US")) {
            Locale locale = Locale.forLanguageTag(language);
            assertThat(decider.decide(null, 1, locale).answer()).isEqualTo(Answer.UNCLEAR);
            assertThat(decider.decide("", 1, locale).answer()).isEqualTo(Answer.UNCLEAR);
            assertThat(decider.decide(" \t\n", 1, locale).answer()).isEqualTo(Answer.UNCLEAR);
            List<String> falseYes = new ArrayList<>();
            for (char c = 0; c < Character.MAX_VALUE; c++) {
                collect(String.valueOf(c), locale, falseYes);
            }
            assertThat(falseYes).isEmpty();
        }
    }

    @Test
    void whateverWasHardlyHeard() {
        for (Line line : all) {
            double least = DecisionSettings.DEFAULT.minConfidence();
            for (double confidence : new double[] {
                0, -1, Double.NaN, Double.NEGATIVE_INFINITY, least * random.nextDouble(), Math.nextDown(least)
            }) {
                assertThat(decider.decide(line.phrase(), confidence, line.language())
                                .answer())
                        .as("%s at %s", line.phrase(), confidence)
                        .isEqualTo(Answer.UNCLEAR);
            }
        }
    }

    @Test
    void anApprovalInALanguageThatIsNotSpoken() {
        for (Line line : approvals()) {
            assertThat(decider.decide(line.phrase(), 1, Locale.FRENCH).answer()).isEqualTo(Answer.UNCLEAR);
        }
    }

    @Test
    void keysNobodyChose() {
        for (char key = 0; key < Character.MAX_VALUE; key++) {
            if (key != '1' && key != '2') {
                assertThat(decider.decide(key).answer()).isEqualTo(Answer.UNCLEAR);
            }
        }
    }

    @Test
    void randomLetters() {
        List<String> falseYes = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String noise = letters(1 + random.nextInt(4)) + "k " + letters(1 + random.nextInt(12)) + "w";
            collect(noise, PORTUGUESE, falseYes);
        }
        assertThat(falseYes).isEmpty();
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private List<Line> approvals() {
        return all.stream().filter(line -> line.expected() == Answer.YES).toList();
    }

    private void collect(String text, Locale language, List<String> falseYes) {
        if (decider.decide(text, 1, language).answer() == Answer.YES) {
            falseYes.add(text);
        }
    }
}
