package io.ramal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes comparable words of whatever an engine or a person wrote. */
public final class Tokens {
    /** A caller says a few sentences; more than this is a runaway engine. */
    public static final int MAX_WORDS = 200;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Ordinal signs are letters to Unicode, and none to anybody who writes "nº501" or "501º". */
    private static final Pattern SEPARATORS = Pattern.compile("(?:[^\\p{L}\\p{N}'’]|[ºª])+");

    private static final Pattern ORDINALS = Pattern.compile("[ºª]");

    /** The forms of ASCII as wide as Chinese characters. */
    private static final int WIDE_FIRST = 0xFF01;

    private static final int WIDE_LAST = 0xFF5E;
    private static final int WIDE_TO_ASCII = 0xFF01 - '!';
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");

    private Tokens() {}

    /** The words of a text, at most {@value #MAX_WORDS}; whatever is no letter and no figure only parts them. */
    public static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        for (String word : SEPARATORS.split(text.toLowerCase(Locale.ROOT))) {
            String plain = plain(word);
            if (!plain.isEmpty() && tokens.size() < MAX_WORDS) {
                tokens.add(new Token(word, plain));
            }
        }
        return tokens;
    }

    /** Lower case without accents, apostrophes and ordinal signs, in letters and figures of common width. */
    public static String plain(String word) {
        String narrow = ORDINALS.matcher(narrow(word)).replaceAll("");
        String decomposed = Normalizer.normalize(narrow.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        return APOSTROPHES.matcher(MARKS.matcher(decomposed).replaceAll("")).replaceAll("");
    }

    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c >= WIDE_FIRST && c <= WIDE_LAST) {
                narrow.setCharAt(i, (char) (c - WIDE_TO_ASCII));
            }
        }
        return narrow.toString();
    }
}
