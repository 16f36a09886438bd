package io.ramal.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first names common where a language is spoken, from {@code names_xx_YY.txt}. Immutable. */
public final class FirstNames {
    private final Map<String, String> names = new HashMap<>();

    FirstNames(String language) {
        for (String line : WordFile.lines(FirstNames.class, "names_" + language + ".txt")) {
            WordFile.entries(line).forEach(name -> names.putIfAbsent(Tokens.plain(name), name));
        }
    }

    /** How people spell a common first name, or null when it is none. */
    public @Nullable String spelling(Token token) {
        return names.get(token.plain());
    }

    /** @param plain a word as in {@link Token#plain()} */
    public boolean has(String plain) {
        return names.containsKey(plain);
    }
}
