package io.ramal.leg.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a text into sentences, so that the first one sounds while the next is being spoken by the engine. */
final class Sentences {
    /** What ends in a period and ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "sr", "sra", "srta", "dr", "dra", "prof", "profa", "av", "r", "apto", "apt", "ap", "bl", "n", "nº", "no",
            "mr", "mrs", "ms", "st");
    /** Shorter pieces are spoken with what follows: an engine's melody needs a few words. */
    private static final int MIN_LENGTH = 8;

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>(4);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean last = i + 1 == text.length();
            if (last || (ends(text, from, i) && i + 1 - from >= MIN_LENGTH)) {
                String s = text.substring(from, i + 1).strip();
                if (!s.isEmpty()) {
                    sentences.add(s);
                }
                from = i + 1;
            }
        }
        return sentences;
    }

    private static boolean ends(String text, int from, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            return true;
        }
        if (".!?…".indexOf(c) < 0 || !Character.isWhitespace(text.charAt(i + 1))) {
            return false;
        }
        return c != '.' || !abbreviation(text, from, i);
    }

    private static boolean abbreviation(String text, int from, int period) {
        int start = period;
        while (start > from && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return ABBREVIATIONS.contains(text.substring(start, period).toLowerCase(Locale.ROOT));
    }
}
