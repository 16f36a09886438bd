package io.ramal.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads apartments out of what is said, keyed in or written in a list. Of one language; immutable. */
public final class Apartments {
    /** More figures than any home has. */
    static final int MAX_DIGITS = 6;

    private static final int MAX_BLOCK_DIGITS = 2;

    /** {@code B501}, {@code B-501}, {@code 501B}, {@code 501-B}, {@code 501/B}. */
    private static final Pattern WITH_LETTER = Pattern.compile("(?:([A-Z])[\\s./-]*)?(\\d{1,6})(?:[\\s./-]*([A-Z]))?");

    /** {@code 501-2}, {@code 2-501}; {@code 12-03} is one number that an engine has parted. */
    private static final Pattern WITH_FIGURES = Pattern.compile("(\\d{1,5})\\s*[-/]\\s*(\\d{1,5})");

    /** {@code T2}, {@code BL2}, {@code BLB}, {@code AP501}: a key word and its value in one. */
    private static final Pattern JOINED = Pattern.compile("(?i)\\b(bloco|bl|torre|t|apto|apt|ap)\\.?(?=\\d)");

    /**
     * A part of what is said.
     *
     * @param unit the figures, empty when a block alone is told
     * @param block empty when none is told with it
     * @param start first word
     * @param end word after the last
     */
    public record Part(String unit, String block, int start, int end) {}

    private final Vocabulary words;
    private final Numbers numbers;

    Apartments(Vocabulary words, Numbers numbers) {
        this.words = words;
        this.numbers = numbers;
    }

    /** Whether the word announces a home, such as "apartamento" or "apto". */
    public boolean announces(Token token) {
        return words.list("apartment").has(token);
    }

    /** Whether the word says that the number beside it is a storey. */
    public boolean storey(Token token) {
        return words.list("floor").has(token);
    }

    /** "Bloco B", "torre dois": the block told at {@code at}, or null. */
    public @Nullable Part block(List<Token> tokens, int at) {
        if (at + 1 >= tokens.size() || !words.list("block").has(tokens.get(at))) {
            return null;
        }
        Token value = tokens.get(at + 1);
        String letter = words.letter(value);
        if (letter == null && value.isLetters() && value.plain().length() == 1) {
            letter = value.plain().toUpperCase(Locale.ROOT);
        }
        if (letter != null) {
            return new Part("", letter, at, at + 2);
        }
        Numbers.Match number = numbers.cardinal(tokens, at + 1);
        return number == null || number.digits().length() > MAX_BLOCK_DIGITS
                ? null
                : new Part("", withoutZeros(number.digits()), at, number.end());
    }

    /**
     * "Quinhentos e um", "501b", and with its letter "trezentos e um a" where nothing follows: the number told at
     * {@code at}, which need not be a home's, or null.
     */
    public @Nullable Part unit(List<Token> tokens, int at) {
        Numbers.Match number = numbers.sequence(tokens, at);
        if (number == null) {
            return joined(tokens, at);
        }
        String letter = number.end() == tokens.size() - 1 ? letter(tokens.get(number.end())) : null;
        return letter == null
                ? new Part(number.digits(), "", at, number.end())
                : new Part(number.digits(), letter, at, number.end() + 1);
    }

    private @Nullable String letter(Token token) {
        return token.isLetters() ? words.letter(token) : null;
    }

    private static @Nullable Part joined(List<Token> tokens, int at) {
        String word = at < tokens.size() ? tokens.get(at).plain() : "";
        if (!word.matches("\\d{1,5}[a-z]")) {
            return null;
        }
        int end = word.length() - 1;
        return new Part(word.substring(0, end), word.substring(end).toUpperCase(Locale.ROOT), at, at + 1);
    }

    /**
     * The one apartment that a text is about: "quinhentos e um", "apto 501 bloco B", "B-501", "cobertura dois".
     *
     * @return null when it holds none or more than one, or only a block
     */
    public @Nullable Apartment read(String text) {
        String compact = Tokens.plain(text.strip()).toUpperCase(Locale.ROOT);
        Apartment written = written(compact);
        return written != null ? written : spoken(Tokens.of(JOINED.matcher(text).replaceAll("$1 ")));
    }

    private static @Nullable Apartment written(String text) {
        Matcher letter = WITH_LETTER.matcher(text);
        if (letter.matches() && (letter.group(1) == null || letter.group(3) == null)) {
            String block = letter.group(1) != null ? letter.group(1) : letter.group(3);
            return new Apartment(letter.group(2), block == null ? "" : block);
        }
        Matcher figures = WITH_FIGURES.matcher(text);
        return figures.matches() ? parted(figures.group(1), figures.group(2)) : null;
    }

    private static @Nullable Apartment parted(String first, String second) {
        if (first.length() == 2 && second.length() == 2) {
            return new Apartment(first + second, "");
        }
        boolean blockFirst = first.length() < second.length();
        String block = blockFirst ? first : second;
        return block.length() > MAX_BLOCK_DIGITS
                ? null
                : new Apartment(blockFirst ? second : first, withoutZeros(block));
    }

    private @Nullable Apartment spoken(List<Token> tokens) {
        String unit = "";
        StringBuilder block = new StringBuilder();
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < tokens.size()) {
            Part part = block(tokens, at);
            if (part == null) {
                part = unit(tokens, at);
            }
            if (part == null) {
                int noise = noise(tokens, at);
                name.append(noise > 0 ? "" : " " + tokens.get(at).plain());
                at += Math.max(noise, 1);
                continue;
            }
            at = part.end();
            if (!besideStorey(tokens, part)) {
                if (!part.unit().isEmpty() && !unit.isEmpty()) {
                    return null;
                }
                unit += part.unit();
                block.append(part.block());
            }
        }
        String named = (name + " " + unit).strip().toUpperCase(Locale.ROOT);
        return named.isEmpty() || unit.length() > MAX_DIGITS ? null : new Apartment(named, block.toString());
    }

    private boolean besideStorey(List<Token> tokens, Part part) {
        return !part.unit().isEmpty() && part.end() < tokens.size() && storey(tokens.get(part.end()));
    }

    /** Words that neither name nor number a home. */
    private int noise(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        return announces(token) || storey(token) || words.list("block").has(token)
                ? 1
                : words.list("noise").match(tokens, at);
    }

    private static String withoutZeros(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }
}
