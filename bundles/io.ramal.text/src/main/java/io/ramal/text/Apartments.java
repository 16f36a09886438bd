package io.ramal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads apartments out of what is said, keyed in or written in a list. Of one language; immutable. */
public final class Apartments {
    /** More figures than any home has. */
    static final int MAX_DIGITS = 6;

    static final int MAX_BLOCK_DIGITS = 2;

    /** {@code B501}, {@code B-501}, {@code 501B}, {@code 501-B}, {@code 501/B}. */
    private static final Pattern WITH_LETTER = Pattern.compile("(?:([A-Z])[\\s./-]*)?(\\d{1,6})(?:[\\s./-]*([A-Z]))?");

    /** {@code 501-2}, {@code 2-501}; {@code 12-03} is one number that an engine has parted. */
    private static final Pattern WITH_FIGURES = Pattern.compile("(\\d{1,5})\\s*[-/]\\s*(\\d{1,5})");

    /** {@code T2}, {@code BL2}, {@code BLB}, {@code AP501}: a key word and its value in one. */
    private static final Pattern JOINED = Pattern.compile("(?i)\\b(bloco|bl|torre|t|apto|apt|ap)\\.?(?=\\d)");

    /** {@code COBERTURA-B}, {@code LOJA 2-A}: a home's own spelling where it has a name. */
    private static final Pattern WITH_NAME = Pattern.compile("(.*\\p{L}.*)-([A-Z]|\\d{1,2})");

    /** {@code nº 501}, and where it cannot be block N {@code N 501}, {@code apto n. 501}. */
    private static final Pattern NUMBER_SIGN = Pattern.compile(
            "(?i)(^(?:ap\\w*\\.?|casa|sala)?\\s*)\\bn(?:\\s*\\.\\s*|\\s+)(?=\\d)|\\bn\\s*[º°]\\s*(?=\\d)");

    /**
     * A part of what is said.
     *
     * @param unit the figures, empty when a block alone is told
     * @param said the figures as {@link #readings} reads them in all their ways: {@code 12 3} where "doze três" was said
     * @param block empty when none is told with it
     * @param start first word
     * @param end word after the last
     */
    public record Part(String unit, String said, String block, int start, int end) {
        public Part(String unit, String block, int start, int end) {
            this(unit, unit, block, start, end);
        }
    }

    /**
     * The answer to which block it is.
     *
     * @param block as in {@link Apartment#block()}
     * @param sure false for a sound so short that it may be none, such as "a" or "um" alone
     */
    public record BlockAnswer(String block, boolean sure) {}

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
        String digits = number.digits();
        String said = Readings.of(number.parts()).size() > 1 ? String.join(" ", number.parts()) : digits;
        String letter = number.end() == tokens.size() - 1 ? letter(tokens.get(number.end())) : null;
        return letter == null
                ? new Part(digits, said, "", at, number.end())
                : new Part(digits, said, letter, at, number.end() + 1);
    }

    @Nullable
    String letter(Token token) {
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
        List<Apartment> readings = readings(text);
        return readings.isEmpty() ? null : readings.get(0);
    }

    /**
     * Every apartment that a text may be about, the one of {@link #read} first: "doze três" is 123, or 1203, or 12 in
     * block 3. Which one it is, only who knows all homes can tell.
     */
    public List<Apartment> readings(String text) {
        String clear = NUMBER_SIGN.matcher(text.strip()).replaceAll("$1");
        List<Apartment> written = written(Tokens.plain(clear).toUpperCase(Locale.ROOT));
        return written.isEmpty() ? spoken(tokens(clear)) : written;
    }

    private static List<Token> tokens(String text) {
        return Tokens.of(JOINED.matcher(text).replaceAll("$1 "));
    }

    private List<Apartment> written(String text) {
        Matcher letter = WITH_LETTER.matcher(text);
        if (letter.matches() && (letter.group(1) == null || letter.group(3) == null)) {
            String block = letter.group(1) != null ? letter.group(1) : letter.group(3);
            return List.of(new Apartment(letter.group(2), block == null ? "" : block));
        }
        Matcher figures = WITH_FIGURES.matcher(text);
        if (figures.matches()) {
            return Readings.written(figures.group(1), figures.group(2));
        }
        Matcher name = WITH_NAME.matcher(text);
        Apartment named = name.matches() ? read(name.group(1)) : null;
        return named == null || named.isNumber() || !named.block().isEmpty()
                ? List.of()
                : List.of(new Apartment(named.unit(), withoutZeros(name.group(2))));
    }

    /**
     * The block, where a text tells nothing else but one: "bloco B", "é no B", "á de avião", "501 B".
     *
     * @param number of the home in question, which may be said with it
     * @return null when it tells none or more than one, or anything else
     */
    public @Nullable BlockAnswer whichBlock(String text, String number) {
        return new BlockReader(words, numbers, this, tokens(text), number).read();
    }

    private List<Apartment> spoken(List<Token> tokens) {
        Part number = null;
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
                if (!part.unit().isEmpty()) {
                    if (number != null) {
                        return List.of();
                    }
                    number = part;
                }
                block.append(part.block());
            }
        }
        return homes(name.toString().strip().toUpperCase(Locale.ROOT), number, block.toString());
    }

    private static List<Apartment> homes(String name, @Nullable Part number, String block) {
        if (number == null || !name.isEmpty()) {
            String unit = (name + " " + (number == null ? "" : number.unit())).strip();
            boolean home = !unit.isEmpty() && (number == null || fits(number.unit()));
            return home ? List.of(new Apartment(unit, block)) : List.of();
        }
        List<Apartment> homes = new ArrayList<>();
        for (Apartment reading : Readings.of(List.of(number.said().split(" ")))) {
            boolean twoBlocks = !reading.block().isEmpty() && !block.isEmpty();
            if (fits(reading.unit()) && !twoBlocks) {
                homes.add(block.isEmpty() ? reading : new Apartment(reading.unit(), block));
            }
        }
        return homes;
    }

    private static boolean fits(String digits) {
        return digits.length() <= MAX_DIGITS;
    }

    private boolean besideStorey(List<Token> tokens, Part part) {
        return !part.unit().isEmpty() && part.end() < tokens.size() && storey(tokens.get(part.end()));
    }

    /** Words that neither name nor number a home. */
    int noise(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        return announces(token) || storey(token) || words.list("block").has(token)
                ? 1
                : words.list("noise").match(tokens, at);
    }

    static String withoutZeros(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }
}
