package io.ramal.ai.openai.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a text that is still coming into sentences. Not thread-safe. */
final class Sentencer {
    /** Shorter ones wait for the next: a voice that says a word and pauses sounds broken. */
    private static final int SHORTEST = 12;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "sr", "sra", "srs", "srta", "dr", "dra", "ap", "apto", "bl", "n", "nº", "av", "r", "mr", "mrs", "ms", "apt",
            "no");

    private final StringBuilder rest = new StringBuilder();

    /** Takes more; returns the sentences that are complete now. */
    List<String> add(String more) {
        List<String> sentences = new ArrayList<>(2);
        for (int i = 0; i < more.length(); i++) {
            char c = more.charAt(i);
            // only what follows tells whether a full stop ends a sentence: 3.5 and "ap. 12" do not
            if (Character.isWhitespace(c) && ends()) {
                sentences.add(take());
            } else {
                rest.append(c);
            }
        }
        return sentences;
    }

    /** What is left once nothing more comes. */
    String end() {
        return take();
    }

    private String take() {
        String sentence = rest.toString().strip();
        rest.setLength(0);
        return sentence;
    }

    private boolean ends() {
        String text = rest.toString().strip();
        if (text.length() < SHORTEST) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        if (last == '!' || last == '?' || last == '…') {
            return true;
        }
        if (last != '.') {
            return false;
        }
        String word =
                text.substring(text.lastIndexOf(' ') + 1, text.length() - 1).toLowerCase(Locale.ROOT);
        return !ABBREVIATIONS.contains(word);
    }
}
