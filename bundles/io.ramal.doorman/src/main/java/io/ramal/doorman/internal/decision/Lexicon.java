package io.ramal.doorman.internal.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The phrases of one language, read once from {@code answers_xx_YY.txt}. Immutable. */
final class Lexicon {
    private record Phrase(List<String> words, Kind kind) {
        boolean at(List<String> text, int start) {
            int end = start + words.size();
            return end <= text.size() && text.subList(start, end).equals(words);
        }
    }

    private static final String SPELLING = "spelling";

    private final Map<String, String> spelling = new HashMap<>();
    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final Set<String> answers = new LinkedHashSet<>();

    /**
     * @param lines {@code [kind]} headings, phrases separated by commas below them, comments behind {@code #}
     * @throws IllegalArgumentException if a phrase stands in two places or its heading is no kind
     */
    Lexicon(List<String> lines) {
        String section = "";
        for (String line : lines) {
            String text = line.replaceAll("#.*", "").strip();
            if (text.startsWith("[")) {
                section = text.substring(1, text.indexOf(']'));
            } else {
                for (String entry : text.split(",", -1)) {
                    add(section, entry.strip());
                }
            }
        }
    }

    static Lexicon load(String resource) {
        try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new Lexicon(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String section, String entry) {
        if (entry.isEmpty()) {
            return;
        }
        if (section.equals(SPELLING)) {
            int equal = entry.indexOf('=');
            for (String heard : Words.of(entry.substring(0, equal))) {
                spelling.put(heard, Words.of(entry.substring(equal + 1)).get(0));
            }
            return;
        }
        Phrase phrase = new Phrase(spelled(Words.of(entry)), Kind.named(section));
        List<Phrase> others = byFirstWord.computeIfAbsent(phrase.words().get(0), first -> new ArrayList<>());
        if (others.stream().anyMatch(other -> other.words().equals(phrase.words()))) {
            throw new IllegalArgumentException("the phrase \"" + entry + "\" of [" + section + "] is there twice");
        }
        others.add(phrase);
        if (Kind.ANSWERS.contains(phrase.kind())) {
            answers.addAll(List.of(entry.toLowerCase(Locale.ROOT).split("\\s+", -1)));
        }
    }

    /** The words of every yes and no, as they are written. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    private List<String> spelled(List<String> words) {
        return words.stream().map(word -> spelling.getOrDefault(word, word)).toList();
    }

    /** Cuts words without marks into phrases, the longest first, and tells their kinds. */
    List<Kind> kinds(List<String> words) {
        List<String> text = spelled(words);
        List<Kind> kinds = new ArrayList<>();
        int at = 0;
        while (at < text.size()) {
            int length = 1;
            Kind kind = Kind.UNKNOWN;
            for (Phrase phrase : byFirstWord.getOrDefault(text.get(at), List.of())) {
                if (phrase.at(text, at)
                        && (kind == Kind.UNKNOWN || phrase.words().size() > length)) {
                    length = phrase.words().size();
                    kind = phrase.kind();
                }
            }
            kinds.add(kind);
            at += length;
        }
        return kinds;
    }
}
