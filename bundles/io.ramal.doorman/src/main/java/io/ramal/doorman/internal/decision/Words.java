package io.ramal.doorman.internal.decision;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes comparable words of whatever an engine wrote: lower case, no accents, no apostrophes, "siiim" as "sim". */
final class Words {
    /** Stands among the words where a sentence is divided. */
    static final String BREAK = ".";
    /** The same, where it asks. */
    static final String ASKED = "?";
    /** Stands for a sign that nobody can say, such as the notes an engine writes for music. In no list, so never a yes. */
    static final String SIGN = "*";

    /** "É" is no "e": one begins a sentence, the other is cut off in the middle of one. */
    private static final Pattern IS = Pattern.compile("(?<![\\p{L}\\p{N}])é(?![\\p{L}\\p{N}])");

    private Words() {}

    static List<String> of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String plain = Normalizer.normalize(IS.matcher(composed).replaceAll("eh"), Normalizer.Form.NFKD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (!silent(c)) {
                flush(word, words);
                if (!Character.isWhitespace(c) && c != '-') {
                    words.add(mark(c));
                }
            }
        });
        flush(word, words);
        return words;
    }

    /** Accents (signs of their own after decomposition), apostrophes and quotation marks: no end of a word. */
    private static boolean silent(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || "'’‘\"“”".indexOf(c) >= 0;
    }

    private static String mark(int c) {
        if (c == '?') {
            return ASKED;
        }
        return ".,;:!¡…—–".indexOf(c) >= 0 ? BREAK : SIGN;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(undrawled(word));
            word.setLength(0);
        }
    }

    /** Three equal letters and more are one, spoken long. */
    private static String undrawled(CharSequence word) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < word.length()) {
            int end = at;
            while (end < word.length() && word.charAt(end) == word.charAt(at)) {
                end++;
            }
            boolean drawled = end - at > 2 && Character.isLetter(word.charAt(at));
            out.append(word, at, drawled ? at + 1 : end);
            at = end;
        }
        return out.toString();
    }
}
