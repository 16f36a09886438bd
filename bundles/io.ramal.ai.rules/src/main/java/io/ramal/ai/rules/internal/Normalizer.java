package io.ramal.ai.rules.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes comparable words of whatever an engine or a person wrote. */
final class Normalizer {
    /** A caller says a few sentences; more than this is a runaway engine. */
    static final int MAX_WORDS = 200;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}'’]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");

    private Normalizer() {}

    static List<Token> tokens(String text) {
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
    static String plain(String word) {
        String decomposed =
                java.text.Normalizer.normalize(word.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD);
        return APOSTROPHES.matcher(MARKS.matcher(decomposed).replaceAll("")).replaceAll("");
    }
}
