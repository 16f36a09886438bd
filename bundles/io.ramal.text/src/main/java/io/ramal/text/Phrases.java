package io.ramal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of words and phrases to look for; a trailing {@code *} of a single word matches any ending. Immutable. */
public final class Phrases {
    /** Shorter words have too many neighbours: "visita" is the shortest key word that is worth it. */
    private static final int MIN_FUZZY = 6;

    private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();
    private final List<String> stems = new ArrayList<>();
    private final List<String> misheard = new ArrayList<>();

    /** @param fuzzy whether long single words also match when misheard by a letter or two */
    public Phrases(List<String> entries, boolean fuzzy) {
        for (String entry : entries) {
            List<String> words = List.of(entry.split(" "));
            if (words.size() == 1 && entry.endsWith("*")) {
                stems.add(entry.substring(0, entry.length() - 1));
                continue;
            }
            byFirstWord.computeIfAbsent(words.get(0), w -> new ArrayList<>()).add(words);
            if (fuzzy && words.size() == 1 && entry.length() >= MIN_FUZZY) {
                misheard.add(entry);
            }
        }
    }

    /** How many words at {@code at} are a phrase of the list, the longest; 0 when none is. */
    public int match(List<Token> tokens, int at) {
        if (at < 0 || at >= tokens.size()) {
            return 0;
        }
        String word = tokens.get(at).plain();
        int longest = 0;
        for (List<String> phrase : byFirstWord.getOrDefault(word, List.of())) {
            if (phrase.size() > longest && matches(phrase, tokens, at)) {
                longest = phrase.size();
            }
        }
        return longest > 0 ? longest : similar(word) ? 1 : 0;
    }

    /** Whether the word alone is in the list. */
    public boolean has(Token token) {
        return match(List.of(token), 0) == 1;
    }

    /** Whether a phrase of the list ends just before {@code end}. */
    public boolean endsAt(List<Token> tokens, int end) {
        return byFirstWord.values().stream()
                .flatMap(List::stream)
                .anyMatch(p -> p.size() <= end && matches(p, tokens, end - p.size()));
    }

    private boolean similar(String word) {
        for (String stem : stems) {
            if (word.startsWith(stem)) {
                return true;
            }
        }
        if (word.length() < MIN_FUZZY) {
            return false;
        }
        for (String meant : misheard) {
            if (Spelling.similar(word, meant, MIN_FUZZY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<String> phrase, List<Token> tokens, int at) {
        if (at + phrase.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).equals(tokens.get(at + i).plain())) {
                return false;
            }
        }
        return true;
    }
}
