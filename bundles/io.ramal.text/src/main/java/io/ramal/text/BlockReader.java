package io.ramal.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one answer to which block it is. */
final class BlockReader {
    private final Vocabulary words;
    private final Numbers numbers;
    private final Apartments apartments;
    private final List<Token> tokens;
    private final String number;

    private Apartments.@Nullable BlockAnswer answer;
    /** Word after the number of the home, where it was said. */
    private int numberEnd = -1;

    BlockReader(Vocabulary words, Numbers numbers, Apartments apartments, List<Token> tokens, String number) {
        this.words = words;
        this.numbers = numbers;
        this.apartments = apartments;
        this.tokens = tokens;
        this.number = Apartments.withoutZeros(number);
    }

    Apartments.@Nullable BlockAnswer read() {
        int at = 0;
        while (at < tokens.size()) {
            int end = block(at);
            if (end < 0) {
                int noise = apartments.noise(tokens, at);
                if (noise == 0) {
                    return null;
                }
                end = at + noise;
            }
            at = end;
        }
        return answer;
    }

    /** The word after what is told at {@code at}; -1 when nothing is, or it cannot be. */
    private int block(int at) {
        Apartments.Part named = apartments.block(tokens, at);
        if (named != null) {
            return found(named.block(), true, named.end());
        }
        int spelled = spelled(at);
        if (spelled > 0) {
            return found(letterOrSelf(tokens.get(at)), true, spelled);
        }
        Apartments.Part home = home(at);
        if (home != null) {
            numberEnd = home.end();
            return home.block().isEmpty() ? home.end() : found(home.block(), true, home.end());
        }
        return bare(at);
    }

    /** "Á de avião", "bê de bola": past the example. */
    private int spelled(int at) {
        if (at + 2 >= tokens.size() || !words.list("spelled").has(tokens.get(at + 1))) {
            return -1;
        }
        String letter = letterOrSelf(tokens.get(at)).toLowerCase(Locale.ROOT);
        String example = tokens.get(at + 2).plain();
        return letter.length() == 1 && example.length() > 2 && example.startsWith(letter) ? at + 3 : -1;
    }

    private Apartments.@Nullable Part home(int at) {
        Apartments.Part unit = apartments.unit(tokens, at);
        if (unit != null && Apartments.withoutZeros(unit.unit()).equals(number)) {
            return unit;
        }
        Numbers.Match whole = numbers.cardinal(tokens, at);
        return whole == null || !Apartments.withoutZeros(whole.digits()).equals(number)
                ? null
                : new Apartments.Part(number, "", at, whole.end());
    }

    /** A letter or a number without anything that says what it is. */
    private int bare(int at) {
        Token token = tokens.get(at);
        boolean last = at + 1 == tokens.size();
        boolean noise = apartments.noise(tokens, at) > 0;
        if (noise && !last) {
            return -1;
        }
        boolean sure = !words.list("scrap").has(token) || at == numberEnd;
        String letter = letterOrSelf(token);
        if (letter.length() == 1 && token.isLetters()) {
            return found(letter, sure, at + 1);
        }
        Numbers.Match figures = numbers.cardinal(tokens, at);
        return figures == null || figures.digits().length() > Apartments.MAX_BLOCK_DIGITS
                ? -1
                : found(Apartments.withoutZeros(figures.digits()), sure, figures.end());
    }

    private String letterOrSelf(Token token) {
        String letter = apartments.letter(token);
        return letter != null ? letter : token.plain().toUpperCase(Locale.ROOT);
    }

    private int found(String block, boolean sure, int end) {
        if (answer != null) {
            return -1;
        }
        answer = new Apartments.BlockAnswer(block, sure);
        return end;
    }
}
