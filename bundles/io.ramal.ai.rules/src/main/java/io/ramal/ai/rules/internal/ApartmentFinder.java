package io.ramal.ai.rules.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of the apartment among all that is said. Written as in a directory: digits, then the letter of the block
 * ({@code 501B}) or a hyphen and its number ({@code 501-2}).
 */
final class ApartmentFinder {
    /**
     * What was found.
     *
     * @param apartment empty when none was
     * @param explicit said with its key word ("apartamento") or after a correction: may replace what is known
     * @param words the words of all numbers, which belong to no name
     */
    record Found(String apartment, boolean explicit, BitSet words) {}

    private record Candidate(Numbers.Match number, String letter, int score) {}

    private static final int MAX_DIGITS = 5;
    private static final int MAX_FLOOR_DIGITS = 2;
    private static final int PREPOSITION = 2;
    private static final int KEYWORD = 3;
    private static final int CORRECTED = 10;

    private final Lexicon lexicon;
    private final Numbers numbers;

    ApartmentFinder(Lexicon lexicon, Numbers numbers) {
        this.lexicon = lexicon;
        this.numbers = numbers;
    }

    Found find(List<Token> tokens, boolean asked) {
        BitSet words = new BitSet();
        List<Candidate> candidates = new ArrayList<>();
        String block = "";
        int at = 0;
        while (at < tokens.size()) {
            if (at + 1 < tokens.size() && lexicon.words("block").has(tokens.get(at))) {
                String value = blockAt(tokens, at + 1);
                if (!value.isEmpty()) {
                    block = value;
                    Numbers.Match number = numbers.cardinal(tokens, at + 1);
                    int end = number == null ? at + 2 : number.end();
                    words.set(at, end);
                    at = end;
                    continue;
                }
            }
            Candidate candidate = candidateAt(tokens, at, asked, words);
            if (candidate == null) {
                at++;
            } else {
                candidates.add(candidate);
                at = candidate.number().end();
            }
        }
        return choose(candidates, block, tokens, words);
    }

    private Found choose(List<Candidate> candidates, String block, List<Token> tokens, BitSet words) {
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (candidate.score() > 0 && (best == null || candidate.score() > best.score())) {
                best = candidate;
            }
        }
        if (best == null) {
            return new Found("", false, words);
        }
        String digits = best.number().digits();
        String suffix = !best.letter().isEmpty() ? best.letter() : block;
        boolean hyphen = !suffix.isEmpty() && Character.isDigit(suffix.charAt(0));
        return new Found(digits + (hyphen ? "-" : "") + suffix, best.score() >= KEYWORD, words);
    }

    private String blockAt(List<Token> tokens, int at) {
        String letter = lexicon.letter(tokens.get(at));
        if (letter != null) {
            return letter;
        }
        Numbers.Match number = numbers.cardinal(tokens, at);
        if (number != null && number.digits().length() <= 2) {
            return number.digits();
        }
        Token token = tokens.get(at);
        return token.isLetters() && token.plain().length() == 1 ? token.plain().toUpperCase(java.util.Locale.ROOT) : "";
    }

    private @Nullable Candidate candidateAt(List<Token> tokens, int at, boolean asked, BitSet words) {
        Numbers.Match number = numbers.sequence(tokens, at);
        String letter = "";
        if (number == null) {
            number = withLetter(tokens, at);
            if (number == null) {
                return null;
            }
            letter = letterOf(tokens.get(at));
        } else if (number.end() == tokens.size() - 1
                && tokens.get(number.end()).isLetters()
                && lexicon.letter(tokens.get(number.end())) != null) {
            letter = blockAt(tokens, number.end());
            words.set(number.end());
        }
        if (plausible(tokens, number, asked)) {
            words.set(number.start(), number.end());
            return new Candidate(number, letter, score(tokens, number));
        }
        return new Candidate(number, letter, 0);
    }

    /** "501b" in one word. */
    private static Numbers.@Nullable Match withLetter(List<Token> tokens, int at) {
        String word = tokens.get(at).plain();
        if (!word.matches("\\d{1,5}[a-z]")) {
            return null;
        }
        return new Numbers.Match(word.substring(0, word.length() - 1), at, at + 1);
    }

    private static String letterOf(Token token) {
        return token.plain().substring(token.plain().length() - 1).toUpperCase(java.util.Locale.ROOT);
    }

    private boolean plausible(List<Token> tokens, Numbers.Match number, boolean asked) {
        boolean hesitation = tokens.subList(number.start(), number.end()).stream()
                .allMatch(token -> token.plain().equals("hum"));
        if (hesitation || number.digits().length() > MAX_DIGITS) {
            return false;
        }
        if (number.end() < tokens.size()) {
            Token next = tokens.get(number.end());
            if (lexicon.words("counted").has(next)
                    || lexicon.words("floor").has(next)
                    || countedByIntent(next, number, tokens)) {
                return false;
            }
        }
        boolean floor = number.digits().length() <= MAX_FLOOR_DIGITS;
        if (floor && number.start() > 0 && lexicon.words("floor").has(tokens.get(number.start() - 1))) {
            return false;
        }
        boolean single = number.words() == 1 && !tokens.get(number.start()).isDigits();
        if (single && isArticle(tokens.get(number.start()))) {
            boolean answer = asked && number.end() == tokens.size() && isOne(tokens.get(number.start()));
            return answer || keyworded(tokens, number.start());
        }
        return true;
    }

    /** "Duas encomendas": a small number right before a key word counts it, unless the apartment was named as such. */
    private boolean countedByIntent(Token next, Numbers.Match number, List<Token> tokens) {
        boolean small = number.words() == 1 && number.digits().length() == 1;
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
            if (lexicon.words("apartment").has(tokens.get(at))) {
                return true;
            }
        }
        return false;
    }

    private int score(List<Token> tokens, Numbers.Match number) {
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
