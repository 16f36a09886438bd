package io.ramal.doorman.internal;

import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.doorman.internal.talk.Unit;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of several apartments: "bloco B", "o A" or a key name one of those that were asked about. Anything longer or
 * less clear is no answer to that question and goes the way of everything a visitor says. Immutable.
 */
final class Choice {
    /** More than these are not read out. */
    private static final int MAX_SPOKEN = 4;

    private static final int MAX_KEYS = 9;

    private static final Set<String> BLOCK =
            Set.of("bloco", "torre", "predio", "edificio", "block", "tower", "building");
    private static final Set<String> HARMLESS = Set.of(
            "e", "eh", "o", "a", "do", "da", "no", "na", "ah", "sim", "the", "in", "it", "its", "s", "is", "please");

    /** Names of letters and numbers as engines write them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("be", "B"),
            Map.entry("bee", "B"),
            Map.entry("ce", "C"),
            Map.entry("see", "C"),
            Map.entry("de", "D"),
            Map.entry("dee", "D"),
            Map.entry("efe", "F"),
            Map.entry("ge", "G"),
            Map.entry("aga", "H"),
            Map.entry("um", "1"),
            Map.entry("one", "1"),
            Map.entry("dois", "2"),
            Map.entry("two", "2"),
            Map.entry("tres", "3"),
            Map.entry("three", "3"),
            Map.entry("quatro", "4"),
            Map.entry("four", "4"),
            Map.entry("cinco", "5"),
            Map.entry("five", "5"),
            Map.entry("seis", "6"),
            Map.entry("six", "6"));

    private final String apartment;
    private final List<String> options;
    private final List<Unit> units;
    private final boolean byBlock;

    /**
     * @param apartment as the visitor has told it
     * @param options as in the directory; empty when they cannot be named
     */
    Choice(String apartment, List<String> options) {
        this.apartment = apartment;
        this.options = options;
        this.units = options.stream().map(Unit::of).toList();
        Set<String> blocks = new HashSet<>();
        units.forEach(unit -> blocks.add(unit.block()));
        this.byBlock = !units.isEmpty()
                && !blocks.contains("")
                && blocks.size() == units.size()
                && units.stream().map(Unit::number).distinct().count() == 1;
    }

    /** Whether it is still this apartment that is in question. */
    boolean isAbout(String known) {
        return apartment.equals(known);
    }

    /** The question to somebody who speaks. */
    String question(Sentences sentences) {
        if (options.isEmpty()) {
            return sentences.get("lookup.unsure");
        }
        if (options.size() > MAX_SPOKEN) {
            return sentences.get(byBlock ? "lookup.many" : "lookup.unsure");
        }
        if (byBlock) {
            String blocks = joined(
                    sentences,
                    "lookup.block.other",
                    units.stream().map(Unit::block).toList());
            return sentences.fill("lookup.blocks", units.get(0).spokenNumber(), blocks);
        }
        return sentences.fill("lookup.which", joined(sentences, "lookup.or", options));
    }

    private static String joined(Sentences sentences, String or, List<String> names) {
        String text = names.get(names.size() - 1);
        for (int i = names.size() - 2; i >= 0; i--) {
            text = sentences.fill(or, names.get(i), text);
        }
        return text;
    }

    /** Whether there is a key for each. */
    boolean hasKeys() {
        return !options.isEmpty() && options.size() <= MAX_KEYS;
    }

    /** The question to somebody who has only keys. */
    String menu(Sentences sentences) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String name = byBlock
                    ? sentences.fill("lookup.block", units.get(i).block())
                    : sentences.fill("lookup.number", options.get(i));
            lines.add(sentences.fill("lookup.key", name, String.valueOf(key(i))));
        }
        lines.add(sentences.fill("lookup.key", sentences.get("lookup.other"), sentences.get("key.star")));
        return String.join(" ", lines);
    }

    /** Blocks that are digits have their own key, others that of their place. */
    private char key(int at) {
        boolean own = byBlock && units.stream().allMatch(unit -> unit.block().matches("[1-9]"));
        return own ? units.get(at).block().charAt(0) : (char) ('1' + at);
    }

    /** The apartment a key stands for. */
    @Nullable
    String pressed(char key) {
        for (int i = 0; hasKeys() && i < options.size(); i++) {
            if (key(i) == key) {
                return options.get(i);
            }
        }
        return null;
    }

    /** The apartment that was said, as it can be looked up. */
    @Nullable
    String said(String text) {
        List<String> words = words(text);
        int last = words.size() - 1;
        boolean keyword = last > 0 && BLOCK.contains(words.get(last - 1));
        if (last < 0 || !words.subList(0, last).stream().allMatch(this::harmless)) {
            return null;
        }
        String block = block(words.get(last));
        for (int i = 0; byBlock && i < options.size(); i++) {
            if (units.get(i).block().equals(block)) {
                return options.get(i);
            }
        }
        boolean known = !apartment.isEmpty() && (byBlock || options.isEmpty());
        boolean merged = keyword && known && block.matches("\\p{Lu}|\\d{1,2}");
        return merged ? Unit.of(apartment).number() + " bloco " + block : null;
    }

    /** Any other word may say something else: "quinhentos e dois, bloco B" is another apartment. */
    private boolean harmless(String word) {
        return HARMLESS.contains(word)
                || BLOCK.contains(word)
                || word.equals(Unit.of(apartment).number());
    }

    private static String block(String word) {
        return NAMES.getOrDefault(word, word.toUpperCase(Locale.ROOT));
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        List<String> words = new ArrayList<>();
        for (String word : plain.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
