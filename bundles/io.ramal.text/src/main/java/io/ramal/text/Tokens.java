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
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}'’]+");
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

    /** Lower case without accents and apostrophes. */
    public static String plain(String word) {
        String decomposed = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        return APOSTROPHES.matcher(MARKS.matcher(decomposed).replaceAll("")).replaceAll("");
    }
}
