package io.ramal.speech.whisper.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of the engine's text when what nobody has said is taken out. Whisper was trained on films: in noise and
 * silence it writes what their subtitles say there.
 */
final class Transcript {
    /** Faster than anybody speaks. An engine that goes round in circles writes more. */
    private static final int WORDS_PER_SECOND = 7;

    private static final int WORDS_FREE = 3;
    private static final int SCRAP_REPEATS = 6;
    private static final int SENTENCE_REPEATS = 3;
    private static final int SENTENCE_WORDS = 4;

    /** {@code [BLANK_AUDIO]}, {@code (applause)}, {@code *coughs*}, notes. */
    private static final Pattern MARKS = Pattern.compile("\\[[^\\]]*\\]|\\([^)]*\\)|\\*[^*]*\\*|[♪♫]+|<\\|[^|]*\\|>");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** How subtitles sign; where this stands the rest is invented too. */
    private static final List<String> CREDITS = List.of(
            "amara.org",
            "legendas pela comunidade",
            "legendas por",
            "legendado por",
            "inscreva-se no canal",
            "obrigado por assistir",
            "obrigada por assistir",
            "subtitles by",
            "thanks for watching",
            "thank you for watching",
            "please subscribe");

    private Transcript() {}

    /**
     * The words; empty where there are none.
     *
     * @param millis how long the sound was
     */
    static String clean(String raw, int millis) {
        String text = BLANKS.matcher(MARKS.matcher(raw).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)
                || CREDITS.stream().anyMatch(lower::contains)) {
            return "";
        }
        String[] words = once(text.split(" ", -1));
        boolean tooMany = words.length > WORDS_FREE + (long) millis * WORDS_PER_SECOND / 1000;
        return tooMany ? "" : String.join(" ", words);
    }

    /**
     * The engine may go round in circles until it has no more room. A sentence that was said over and over to the end is kept
     * once; a few words that were are nothing anybody said.
     */
    private static String[] once(String[] words) {
        for (int period = 1; period * SENTENCE_REPEATS <= words.length; period++) {
            int from = words.length - period;
            while (from > 0 && same(words[from - 1], words[from - 1 + period])) {
                from--;
            }
            int repeats = (words.length - from) / period;
            if (period < SENTENCE_WORDS && repeats >= SCRAP_REPEATS) {
                return new String[0];
            }
            if (period >= SENTENCE_WORDS && repeats >= SENTENCE_REPEATS) {
                return Arrays.copyOf(words, from + period);
            }
        }
        return words;
    }

    private static boolean same(String a, String b) {
        return NO_LETTERS
                .matcher(a)
                .replaceAll("")
                .equalsIgnoreCase(NO_LETTERS.matcher(b).replaceAll(""));
    }
}
