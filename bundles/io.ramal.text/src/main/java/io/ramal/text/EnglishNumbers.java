package io.ramal.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** "Five hundred and one", "five oh one", "twelve oh three", "five double two". */
final class EnglishNumbers extends Numbers {
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;

    EnglishNumbers(Vocabulary words) {
        super(words);
    }

    @Override
    @Nullable
    Match words(List<Token> tokens, int at) {
        Match doubled = doubled(tokens, at);
        if (doubled != null) {
            return doubled;
        }
        Integer scaled = value(tokens, at + 1);
        boolean article = tokens.get(at).plain().equals("a") && isScale(scaled);
        Integer first = article ? Integer.valueOf(1) : value(tokens, at);
        if (first == null) {
            return null;
        }
        if (isScale(first)) {
            return scaled(tokens, at, at + 1, first);
        }
        if (first == 0) {
            return aloneIsNoZero(tokens, at) ? null : new Match("0", at, at + 1);
        }
        if (scaled != null && isScale(scaled)) {
            return scaled(tokens, at, at + 2, first * scaled);
        }
        return small(tokens, at, at, 0);
    }

    /** "Oh" and "o" are zeros only next to other digits. */
    private boolean aloneIsNoZero(List<Token> tokens, int at) {
        if (tokens.get(at).plain().equals("zero")) {
            return false;
        }
        boolean after = at > 0
                && (words.number(tokens.get(at - 1)) != null
                        || tokens.get(at - 1).isDigits());
        return !after && value(tokens, at + 1) == null;
    }

    /** What follows "hundred" or "thousand". */
    private Match scaled(List<Token> tokens, int start, int from, int total) {
        int at = from < tokens.size() && tokens.get(from).plain().equals("and") ? from + 1 : from;
        Integer next = value(tokens, at);
        if (next == null || next == 0 || next >= HUNDRED) {
            return new Match(Integer.toString(total), start, from);
        }
        if (total >= THOUSAND && Integer.valueOf(HUNDRED).equals(value(tokens, at + 1))) {
            return scaled(tokens, start, at + 2, total + next * HUNDRED);
        }
        return small(tokens, start, at, total);
    }

    /** One to ninety-nine, added to {@code total}. */
    private Match small(List<Token> tokens, int start, int at, int total) {
        Integer first = value(tokens, at);
        Integer unit = value(tokens, at + 1);
        int value = first == null ? 0 : first;
        if (value >= 20 && unit != null && unit > 0 && unit < 10) {
            return new Match(Integer.toString(total + value + unit), start, at + 2);
        }
        return new Match(Integer.toString(total + value), start, at + 1);
    }

    private @Nullable Match doubled(List<Token> tokens, int at) {
        if (!tokens.get(at).plain().equals("double")) {
            return null;
        }
        Integer digit = value(tokens, at + 1);
        return digit == null || digit > 9 ? null : new Match("" + digit + digit, at, at + 2);
    }

    /** "Five oh to": sounds like a digit, and nothing but digits follows. */
    @Override
    @Nullable
    Match continued(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Integer digit = words.homophone(tokens.get(at));
        boolean lastOrInside = at + 1 == tokens.size() || value(tokens, at + 1) != null;
        return digit == null || !lastOrInside ? null : new Match(digit.toString(), at, at + 1);
    }

    private static boolean isScale(@Nullable Integer value) {
        return value != null && (value == HUNDRED || value == THOUSAND);
    }

    private @Nullable Integer value(List<Token> tokens, int at) {
        return at < tokens.size() ? words.number(tokens.get(at)) : null;
    }
}
