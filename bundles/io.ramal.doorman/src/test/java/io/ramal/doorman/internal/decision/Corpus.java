package io.ramal.doorman.internal.decision;

import io.ramal.doorman.internal.decision.Verdict.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What residents say, and what must be understood. */
final class Corpus {
    /** One line of a corpus. */
    record Line(Locale language, Answer expected, String category, String phrase) {}

    private Corpus() {}

    static List<Line> read(String resource) {
        return lines(resource)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(f -> new Line(Locale.forLanguageTag(f[0]), Answer.valueOf(f[1]), f[2], f[3]))
                .toList();
    }

    /** The phrases below one heading of a lexicon. */
    static List<String> phrases(String lexicon, String heading) {
        return lines(lexicon)
                .map(line -> line.replaceAll("#.*", "").strip())
                .dropWhile(line -> !line.equals("[" + heading + "]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["))
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .toList();
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
