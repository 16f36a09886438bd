package io.ramal.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** "Mil duzentos e três", also without the "e" that engines like to lose. */
final class PortugueseNumbers extends Numbers {
    PortugueseNumbers(Vocabulary words) {
        super(words);
    }

    @Override
    @Nullable
    Match words(List<Token> tokens, int at) {
        Integer first = value(tokens, at);
        if (first == null) {
            return null;
        }
        if (first == 1000) {
            return below(tokens, at, at + 1, 1000, 1000);
        }
        if (first > 1 && first <= 20 && Integer.valueOf(1000).equals(value(tokens, at + 1))) {
            return below(tokens, at, at + 2, first * 1000, 1000);
        }
        return below(tokens, at, at + 1, first, place(first));
    }

    /** Adds what follows as long as it is of a lower place: hundreds, then tens, then units. */
    private Match below(List<Token> tokens, int start, int from, int total, int place) {
        int sum = total;
        int limit = place;
        int end = from;
        while (limit > 1) {
            int at = end < tokens.size() && isAnd(tokens.get(end)) ? end + 1 : end;
            Integer next = value(tokens, at);
            if (next == null || next == 0 || place(next) >= limit || next >= limit) {
                break;
            }
            sum += next;
            limit = place(next);
            end = at + 1;
        }
        return new Match(Integer.toString(sum), start, end);
    }

    private static boolean isAnd(Token token) {
        // that is how it sounds
        return token.plain().equals("e") || token.plain().equals("i");
    }

    /** Below which value something may follow: 10 to 19 and units take nothing. */
    private static int place(int value) {
        if (value >= 1000) {
            return 1000;
        }
        if (value >= 100) {
            return 100;
        }
        return value >= 20 ? 10 : 1;
    }

    private @Nullable Integer value(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Integer value = words.number(tokens.get(at));
        return value != null ? value : misheard(tokens, at);
    }

    /** "Centro e dois", "dose zero três": words of their own that are numbers only before a number. */
    private @Nullable Integer misheard(List<Token> tokens, int at) {
        String word = tokens.get(at).plain();
        if (word.equals("centro")
                && at + 2 < tokens.size()
                && tokens.get(at + 1).plain().equals("e")) {
            return words.number(tokens.get(at + 2)) == null ? null : Integer.valueOf(100);
        }
        if (word.equals("dose") && at + 1 < tokens.size() && words.number(tokens.get(at + 1)) != null) {
            return 12;
        }
        return null;
    }
}
