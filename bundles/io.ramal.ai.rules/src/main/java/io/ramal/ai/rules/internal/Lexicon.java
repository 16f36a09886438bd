package io.ramal.ai.rules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of one language, read once from {@code lexicon_xx_YY.txt} and {@code names_xx_YY.txt}. Immutable. */
final class Lexicon {
    /** An intent and the phrases that tell it; a greater weight wins. */
    record IntentWords(String intent, int weight, Phrases phrases) {}

    private final Map<String, Phrases> sections = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> homophones = new HashMap<>();
    private final Map<String, String> letters = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<IntentWords> intents = new ArrayList<>();

    Lexicon(Locale language) {
        sections(resource("lexicon_" + language + ".txt")).forEach(this::add);
        for (String line : resource("names_" + language + ".txt")) {
            entries(line, false).forEach(name -> names.putIfAbsent(Normalizer.plain(name), name));
        }
    }

    private void add(String section, List<String> entries) {
        String[] words = section.split(" ");
        if (words[0].equals("intent")) {
            intents.add(new IntentWords(
                    words[1], Integer.parseInt(words[2]), new Phrases(entries, Integer.parseInt(words[2]) >= 3)));
        } else if (words[0].equals("number")) {
            putAll(numbers, entries);
        } else if (words[0].equals("homophone")) {
            putAll(homophones, entries);
        } else if (words[0].equals("letter")) {
            putAll(letters, entries);
        } else {
            sections.put(section, new Phrases(entries, section.equals("apartment")));
        }
    }

    private static void putAll(Map<String, String> map, List<String> entries) {
        for (String entry : entries) {
            int equal = entry.indexOf('=');
            map.put(entry.substring(0, equal), entry.substring(equal + 1));
        }
    }

    List<IntentWords> intents() {
        return intents;
    }

    /** The words of a section. */
    Phrases words(String section) {
        return Objects.requireNonNull(sections.get(section), section);
    }

    /** The value of a number word, or null. */
    @Nullable
    Integer number(Token token) {
        String value = numbers.get(token.plain());
        return value == null ? null : Integer.valueOf(value);
    }

    /** The digit a word sounds like, or null. */
    @Nullable
    Integer homophone(Token token) {
        String value = homophones.get(token.plain());
        return value == null ? null : Integer.valueOf(value);
    }

    /** The letter a word spells, or null. */
    @Nullable
    String letter(Token token) {
        String value = letters.get(token.plain());
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }

    /** The spelling of a common first name, or null. */
    @Nullable
    String firstName(Token token) {
        return names.get(token.plain());
    }

    private static Map<String, List<String>> sections(List<String> lines) {
        Map<String, StringBuilder> text = new LinkedHashMap<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else {
                text.computeIfAbsent(section, s -> new StringBuilder())
                        .append(line)
                        .append(',');
            }
        }
        Map<String, List<String>> sections = new LinkedHashMap<>();
        text.forEach((name, words) -> sections.put(name, entries(words.toString(), true)));
        return sections;
    }

    private static List<String> entries(String text, boolean plain) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(plain ? Normalizer.plain(entry.strip()) : entry.strip());
            }
        }
        return entries;
    }

    private static List<String> resource(String name) {
        try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
