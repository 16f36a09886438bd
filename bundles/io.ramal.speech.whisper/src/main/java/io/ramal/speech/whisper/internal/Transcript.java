package io.ramal.speech.whisper.internal;

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
    private static final int LOOP_REPEATS = 5;

    /** {@code [BLANK_AUDIO]}, {@code (applause)}, {@code *coughs*}, notes. */
    private static final Pattern MARKS = Pattern.compile("\\[[^\\]]*\\]|\\([^)]*\\)|\\*[^*]*\\*|[♪♫]+|<\\|[^|]*\\|>");

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
        String[] words = lower.split(" ", -1);
        boolean tooMany = words.length > WORDS_FREE + (long) millis * WORDS_PER_SECOND / 1000;
        return tooMany || loops(words) ? "" : text;
    }

    /** The same word, or the same two or three, over and over. */
    private static boolean loops(String[] words) {
        for (int period = 1; period <= 3; period++) {
            int same = 0;
            for (int i = period; i < words.length; i++) {
                same = words[i].equals(words[i - period]) ? same + 1 : 0;
                if (same >= LOOP_REPEATS * period) {
                    return true;
                }
            }
        }
        return false;
    }
}
