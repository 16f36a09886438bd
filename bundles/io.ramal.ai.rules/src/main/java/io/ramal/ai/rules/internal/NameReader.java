package io.ramal.ai.rules.internal;

import io.ramal.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a person's name at a place where one is expected, and spells it for people. */
final class NameReader {
    /**
     * A name.
     *
     * @param value spelled with capitals
     * @param known whether it begins with a common first name
     * @param start first word
     * @param end word after the last
     */
    record Name(String value, boolean known, int start, int end) {}

    private static final int MAX_WORDS = 6;

    private final Lexicon lexicon;

    NameReader(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** @param taken words that belong to something else */
    @Nullable
    Name read(List<Token> tokens, int at, BitSet taken) {
        List<Token> words = new ArrayList<>();
        int next = at;
        while (words.size() < MAX_WORDS && isName(tokens, next, taken)) {
            words.add(tokens.get(next++));
            if (next < tokens.size()
                    && lexicon.words("particle").has(tokens.get(next))
                    && isName(tokens, next + 1, taken)) {
                words.add(tokens.get(next++));
            }
        }
        if (words.isEmpty()) {
            return null;
        }
        return new Name(spell(words), lexicon.firstName(words.get(0)) != null, at, next);
    }

    private boolean isName(List<Token> tokens, int at, BitSet taken) {
        if (at >= tokens.size() || taken.get(at)) {
            return false;
        }
        Token token = tokens.get(at);
        return token.isLetters()
                && token.plain().length() > 1
                && !lexicon.language().numbers().has(token)
                && (lexicon.firstName(token) != null
                        || !(lexicon.words("not a name").has(token)
                                || lexicon.words("particle").has(token)));
    }

    private String spell(List<Token> words) {
        StringBuilder name = new StringBuilder();
        for (Token word : words) {
            String known = word.raw().equals(word.plain()) ? lexicon.firstName(word) : null;
            boolean particle = !name.isEmpty() && lexicon.words("particle").has(word);
            name.append(name.isEmpty() ? "" : " ")
                    .append(known != null ? known : particle ? word.raw() : capital(word));
        }
        return name.toString();
    }

    private static String capital(Token word) {
        String raw = word.raw();
        String capital = raw.substring(0, 1).toUpperCase(Locale.ROOT) + raw.substring(1);
        // O'Brien, D'Ávila
        return capital.length() > 3 && (capital.charAt(1) == '\'' || capital.charAt(1) == '’')
                ? capital.substring(0, 2) + capital.substring(2, 3).toUpperCase(Locale.ROOT) + capital.substring(3)
                : capital;
    }
}
