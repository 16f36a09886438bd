package io.ramal.doorman.internal.decision;

import io.ramal.doorman.internal.decision.Verdict.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What residents say, and what must be understood. */
final class Corpus {
    /** One line of a corpus. */
    record Line(Locale language, Answer expected, String category, String phrase) {}

    private Corpus() {}

    static List<Line> read(String resource) {
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(f -> new Line(Locale.forLanguageTag(f[0]), Answer.valueOf(f[1]), f[2], f[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
