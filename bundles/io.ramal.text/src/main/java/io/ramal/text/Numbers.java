package io.ramal.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people say them on a telephone: as a whole ("quinhentos e um"), digit by digit ("cinco zero um") or mixed
 * ("doze zero três"). Of one language; immutable.
 */
public abstract sealed class Numbers permits PortugueseNumbers, EnglishNumbers {
    /**
     * A number found.
     *
     * @param parts the digits of the numbers it is strung together of, leading zeros kept; one where it is said as a whole
     * @param start first word
     * @param end word after the last
     */
    public record Match(List<String> parts, int start, int end) {
        public Match {
            parts = List.copyOf(parts);
        }

        public Match(String digits, int start, int end) {
            this(List.of(digits), start, end);
        }

        /** Its digits, leading zeros kept. */
        public String digits() {
            return String.join("", parts);
        }

        /** How many words it is said in. */
        public int words() {
            return end - start;
        }
    }

    /** A part of three digits or more is a number of its own; only shorter ones are strung together. */
    private static final int MAX_PART = 2;

    /** The words of the language. */
    final Vocabulary words;

    Numbers(Vocabulary words) {
        this.words = words;
    }

    /** Whether the word is a number of its own or part of one, such as "quinhentos". */
    public boolean has(Token token) {
        return token.isDigits() || words.number(token) != null;
    }

    /** One whole number at {@code at}, such as "vinte e um" or "501". */
    public @Nullable Match cardinal(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(at);
        return token.isDigits() ? new Match(token.plain(), at, at + 1) : words(tokens, at);
    }

    /** A number in words, or null. */
    abstract @Nullable Match words(List<Token> tokens, int at);

    /** A digit that is only one because it stands after {@code before}, or null. */
    @Nullable
    Match continued(List<Token> tokens, int at) {
        return null;
    }

    /** The longest number at {@code at}, parts strung together. */
    public @Nullable Match sequence(List<Token> tokens, int at) {
        Match first = cardinal(tokens, at);
        if (first == null || first.digits().length() > MAX_PART) {
            return first;
        }
        List<String> parts = new ArrayList<>(first.parts());
        int end = first.end();
        while (true) {
            Match next = cardinal(tokens, end);
            if (next == null) {
                next = continued(tokens, end);
            }
            if (next == null || next.digits().length() > MAX_PART) {
                return new Match(parts, at, end);
            }
            parts.addAll(next.parts());
            end = next.end();
        }
    }
}
