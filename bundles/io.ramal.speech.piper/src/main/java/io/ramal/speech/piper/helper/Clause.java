package io.ramal.speech.piper.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A piece of a text that is synthesised in one go. Piper gives no sound before it has all of a piece, so long sentences
 * are cut where a speaker may pause.
 *
 * @param text with its punctuation, by which the voice knows how to end
 * @param pauseMillis silence after it, when something follows
 */
record Clause(String text, int pauseMillis) {
    /** Piper's own pause between sentences. */
    static final int SENTENCE_PAUSE = 200;

    static final int CLAUSE_PAUSE = 80;

    /** Shorter pieces sound chopped and save no time. */
    private static final int SHORTEST = 16;
    /** Some six seconds of speech: longer ones would be late even on a fast machine. */
    private static final int LONGEST = 100;

    private static final String SENTENCE_ENDS = ".!?\u2026";
    private static final String CLAUSE_ENDS = ",;:\u2013\u2014";
    private static final Set<String> ABBREVIATIONS = Set.of(
            "sr", "sra", "srta", "dr", "dra", "prof", "apto", "apt", "ap", "av", "r", "n", "bl", "st", "mr", "mrs",
            "ms");

    /** The pieces of a text, in order; none for a blank one. */
    static List<Clause> of(String text) {
        List<Clause> clauses = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                int pause = pauseAt(text, begin, i);
                if (pause >= 0) {
                    add(clauses, text.substring(begin, i + 1), pause);
                    begin = i + 1;
                }
            }
        }
        add(clauses, text.substring(begin), SENTENCE_PAUSE);
        return clauses;
    }

    /** The pause after character {@code at}, which a blank follows; negative where the text is not to be cut. */
    private static int pauseAt(String text, int begin, int at) {
        char c = text.charAt(at);
        if (SENTENCE_ENDS.indexOf(c) >= 0) {
            return c == '.' && ABBREVIATIONS.contains(wordBefore(text, at)) ? -1 : SENTENCE_PAUSE;
        }
        int length = at + 1 - begin;
        boolean enoughFollows = text.length() - at > SHORTEST;
        if (CLAUSE_ENDS.indexOf(c) >= 0 && length >= SHORTEST && enoughFollows) {
            return CLAUSE_PAUSE;
        }
        return length >= LONGEST && enoughFollows ? 0 : -1;
    }

    private static String wordBefore(String text, int end) {
        int begin = end;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, end).toLowerCase(Locale.ROOT);
    }

    private static void add(List<Clause> clauses, String text, int pause) {
        if (!text.isBlank()) {
            clauses.add(new Clause(text.strip(), pause));
        }
    }
}
