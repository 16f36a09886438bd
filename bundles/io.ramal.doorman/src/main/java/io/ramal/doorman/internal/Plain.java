package io.ramal.doorman.internal;

import io.ramal.text.Tokens;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words made comparable. */
final class Plain {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    /** Small letters without accents, one blank between words, nothing else. */
    static String words(String text) {
        return BETWEEN.splitAsStream(text)
                .filter(w -> !w.isEmpty())
                .map(Tokens::plain)
                .collect(Collectors.joining(" "));
    }
}
