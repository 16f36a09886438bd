package io.ramal.doorman.internal.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An answer as kinds of phrases.
 *
 * @param parts what stands between commas and full stops; a part that asks is only {@link Kind#QUESTION}
 */
record Sentence(List<List<Kind>> parts) {
    static Sentence of(List<String> words, Lexicon lexicon) {
        List<List<Kind>> parts = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String word : words) {
            if (word.equals(Words.BREAK) || word.equals(Words.ASKED)) {
                close(open, word.equals(Words.ASKED), lexicon, parts);
            } else {
                open.add(word);
            }
        }
        close(open, false, lexicon, parts);
        return new Sentence(parts);
    }

    private static void close(List<String> open, boolean asked, Lexicon lexicon, List<List<Kind>> parts) {
        List<Kind> kinds = lexicon.kinds(open);
        open.clear();
        if (asked && !tagged(kinds, !parts.isEmpty())) {
            parts.add(List.of(Kind.QUESTION));
        } else if (!kinds.isEmpty()) {
            parts.add(kinds);
        }
    }

    /** "Pode subir, tá?" asks nothing; "tá?" alone does. */
    private static boolean tagged(List<Kind> kinds, boolean follows) {
        return !kinds.isEmpty() && kinds.get(kinds.size() - 1) == Kind.TAG && (follows || kinds.size() > 1);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean has(Kind kind) {
        return parts.stream().anyMatch(part -> part.contains(kind));
    }

    boolean only(Set<Kind> kinds) {
        return parts.stream().allMatch(kinds::containsAll);
    }
}
