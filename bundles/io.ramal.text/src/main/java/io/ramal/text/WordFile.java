package io.ramal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file of words: sections in brackets, entries separated by commas, lines that begin with {@code #} for people.
 */
public final class WordFile {
    private WordFile() {}

    /**
     * The sections of a file in the order they are in, each with its entries as {@link Tokens#plain} makes them.
     *
     * @param owner the class beside which the file is
     */
    public static Map<String, List<String>> sections(Class<?> owner, String name) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : lines(owner, name)) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else {
                List<String> entries = sections.computeIfAbsent(section, s -> new ArrayList<>());
                entries(line).forEach(entry -> entries.add(Tokens.plain(entry)));
            }
        }
        return sections;
    }

    static List<String> lines(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> entries(String line) {
        List<String> entries = new ArrayList<>();
        for (String entry : line.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }
}
