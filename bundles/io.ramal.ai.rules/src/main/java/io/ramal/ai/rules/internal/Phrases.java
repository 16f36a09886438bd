package io.ramal.ai.rules.internal;

import java.util.List;

/** A list of words and phrases to look for; a trailing {@code *} in a word matches any ending. */
final class Phrases {
    private final List<List<String>> entries;
    private final boolean fuzzy;

    /** @param fuzzy whether long single words also match when misheard by a letter or two */
    Phrases(List<String> entries, boolean fuzzy) {
        this.entries = entries.stream().map(e -> List.of(e.split(" "))).toList();
        this.fuzzy = fuzzy;
    }

    /** How many words at {@code at} are a phrase of the list, the longest; 0 when none is. */
    int match(List<Token> tokens, int at) {
        int longest = 0;
        for (List<String> phrase : entries) {
            if (phrase.size() > longest && matches(phrase, tokens, at)) {
                longest = phrase.size();
            }
        }
        return longest;
    }

    boolean has(Token token) {
        return match(List.of(token), 0) == 1;
    }

    /** Whether a phrase of the list ends just before {@code end}. */
    boolean endsAt(List<Token> tokens, int end) {
        return entries.stream().anyMatch(p -> p.size() <= end && matches(p, tokens, end - p.size()));
    }

    private boolean matches(List<String> phrase, List<Token> tokens, int at) {
        if (at < 0 || at + phrase.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!matches(phrase.get(i), tokens.get(at + i).plain(), fuzzy && phrase.size() == 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String pattern, String word, boolean fuzzy) {
        if (pattern.endsWith("*")) {
            return word.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return fuzzy ? Spelling.similar(word, pattern) : pattern.equals(word);
    }
}
