package io.ramal.ai.rules.internal;

import io.ramal.text.Apartment;
import io.ramal.text.Apartments;
import io.ramal.text.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The number of the apartment among all that is said. Written as in a directory: digits, then the letter of the block
 * ({@code 501B}) or a hyphen and its number ({@code 501-2}). What can be read as several numbers is left in its parts
 * ({@code 12 3}).
 */
final class ApartmentFinder {
    /**
     * What was found.
     *
     * @param apartment empty when none was
     * @param explicit said with its key word ("apartamento") or after a correction: may replace what is known
     * @param block told without a number, empty when none was
     * @param words the words of all numbers, which belong to no name
     */
    record Found(String apartment, boolean explicit, String block, BitSet words) {}

    private record Candidate(Apartments.Part part, int score) {}

    private static final int MAX_DIGITS = 5;
    private static final int MAX_FLOOR_DIGITS = 2;
    private static final int PREPOSITION = 2;
    private static final int KEYWORD = 3;
    private static final int CORRECTED = 10;

    private final Lexicon lexicon;
    private final Apartments apartments;

    ApartmentFinder(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.apartments = lexicon.language().apartments();
    }

    Found find(List<Token> tokens, boolean asked) {
        BitSet words = new BitSet();
        List<Candidate> candidates = new ArrayList<>();
        String block = "";
        int at = 0;
        while (at < tokens.size()) {
            Apartments.Part part = apartments.block(tokens, at);
            if (part != null) {
                block = part.block();
                words.set(at, part.end());
            } else {
                part = apartments.unit(tokens, at);
                if (part != null) {
                    candidates.add(candidate(tokens, part, asked, words));
                }
            }
            at = part == null ? at + 1 : part.end();
        }
        return choose(candidates, block, words);
    }

    /** The same home in another block; as it is when it is in no spelling of homes. */
    String inBlock(String apartment, String block) {
        List<Apartment> readings = apartments.readings(apartment);
        if (readings.isEmpty()) {
            return apartment;
        }
        boolean one = readings.size() == 1 || readings.get(0).toString().equals(apartment);
        return one ? new Apartment(readings.get(0).unit(), block).toString() : saidIn(apartment, block);
    }

    boolean hasBlock(String apartment) {
        Apartment known = apartments.read(apartment);
        return known != null && !known.block().isEmpty();
    }

    private static Found choose(List<Candidate> candidates, String block, BitSet words) {
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (candidate.score() > 0 && (best == null || candidate.score() > best.score())) {
                best = candidate;
            }
        }
        if (best == null) {
            return new Found("", false, block, words);
        }
        Apartments.Part part = best.part();
        String own = part.block().isEmpty() ? block : part.block();
        return new Found(spelling(part, own), best.score() >= KEYWORD, "", words);
    }

    /** Which of several readings is a home the directory knows, so that it gets what was said. */
    private static String spelling(Apartments.Part part, String block) {
        return part.said().equals(part.unit())
                ? new Apartment(part.unit(), block).toString()
                : saidIn(part.said(), block);
    }

    private static String saidIn(String said, String block) {
        return block.isEmpty() ? said : said + " bloco " + block;
    }

    private Candidate candidate(List<Token> tokens, Apartments.Part part, boolean asked, BitSet words) {
        if (plausible(tokens, part, asked)) {
            words.set(part.start(), part.end());
            return new Candidate(part, score(tokens, part));
        }
        return new Candidate(part, 0);
    }

    private boolean plausible(List<Token> tokens, Apartments.Part number, boolean asked) {
        boolean hesitation = tokens.subList(number.start(), number.end()).stream()
                .allMatch(token -> token.plain().equals("hum"));
        if (hesitation || number.unit().length() > MAX_DIGITS) {
            return false;
        }
        if (number.end() < tokens.size()) {
            Token next = tokens.get(number.end());
            if (lexicon.words("counted").has(next)
                    || apartments.storey(next)
                    || countedByIntent(next, number, tokens)) {
                return false;
            }
        }
        boolean floor = number.unit().length() <= MAX_FLOOR_DIGITS;
        if (floor && number.start() > 0 && apartments.storey(tokens.get(number.start() - 1))) {
            return false;
        }
        boolean single = number.end() - number.start() == 1
                && !tokens.get(number.start()).isDigits();
        if (single && isArticle(tokens.get(number.start()))) {
            boolean answer = asked && number.end() == tokens.size() && isOne(tokens.get(number.start()));
            return answer || keyworded(tokens, number.start());
        }
        return true;
    }

    /** "Duas encomendas": a small number right before a key word counts it, unless the apartment was named as such. */
    private boolean countedByIntent(Token next, Apartments.Part number, List<Token> tokens) {
        boolean small = number.end() - number.start() == 1 && number.unit().length() == 1;
        return small
                && !keyworded(tokens, number.start())
                && lexicon.intents().stream().anyMatch(i -> i.phrases().has(next));
    }

    /** Words that alone are an article or half an hour rather than a number. */
    private static boolean isArticle(Token token) {
        String plain = token.plain();
        return isOne(token) || plain.equals("uma") || plain.equals("meia");
    }

    private static boolean isOne(Token token) {
        return token.plain().equals("um") || token.plain().equals("one");
    }

    private boolean keyworded(List<Token> tokens, int start) {
        for (int at = start - 1; at >= 0 && at >= start - 3; at--) {
            if (apartments.announces(tokens.get(at))) {
                return true;
            }
        }
        return false;
    }

    private int score(List<Token> tokens, Apartments.Part number) {
        int start = number.start();
        int score = 1;
        if (keyworded(tokens, start)) {
            score = KEYWORD;
        } else if (start > 0 && lexicon.words("before apartment").has(tokens.get(start - 1))) {
            score = PREPOSITION;
        }
        return corrected(tokens, start) ? score + CORRECTED + start : score;
    }

    /** After a correction the later number counts. */
    private boolean corrected(List<Token> tokens, int start) {
        for (int at = start; at > 0; at--) {
            if (lexicon.words("correction").endsAt(tokens, at)) {
                return true;
            }
        }
        return false;
    }
}
