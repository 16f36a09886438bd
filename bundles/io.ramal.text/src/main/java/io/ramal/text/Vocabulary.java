package io.ramal.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What numbers and homes are called in one language, read once from {@code words_xx_YY.txt}. Immutable. */
final class Vocabulary {
    private final Map<String, Integer> numbers;
    private final Map<String, Integer> homophones;
    private final Map<String, String> letters;
    private final Map<String, Phrases> lists = new HashMap<>();

    Vocabulary(String language) {
        Map<String, List<String>> sections = WordFile.sections(Vocabulary.class, "words_" + language + ".txt");
        numbers = figures(sections.getOrDefault("number", List.of()));
        homophones = figures(sections.getOrDefault("homophone", List.of()));
        letters = pairs(sections.getOrDefault("letter", List.of()));
        sections.forEach((name, entries) -> lists.put(name, new Phrases(entries, name.equals("apartment"))));
    }

    private static Map<String, Integer> figures(List<String> entries) {
        Map<String, Integer> figures = new HashMap<>();
        pairs(entries).forEach((word, value) -> figures.put(word, Integer.valueOf(value)));
        return figures;
    }

    private static Map<String, String> pairs(List<String> entries) {
        Map<String, String> pairs = new HashMap<>();
        for (String entry : entries) {
            int equal = entry.indexOf('=');
            pairs.put(entry.substring(0, equal), entry.substring(equal + 1).toUpperCase(Locale.ROOT));
        }
        return pairs;
    }

    /** The words of a section. */
    Phrases list(String section) {
        return Objects.requireNonNull(lists.get(section), section);
    }

    /** The value of a number word, or null. */
    @Nullable
    Integer number(Token token) {
        return numbers.get(token.plain());
    }

    /** The digit a word sounds like, or null. */
    @Nullable
    Integer homophone(Token token) {
        return homophones.get(token.plain());
    }

    /** The letter a word spells, or null. */
    @Nullable
    String letter(Token token) {
        return letters.get(token.plain());
    }
}
