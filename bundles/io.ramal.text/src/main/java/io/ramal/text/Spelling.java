package io.ramal.text;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** Whether a word is a misheard form of another: a letter or two off, never for short words. */
public final class Spelling {
    /** Shorter words have too many neighbours. */
    public static final int MIN_LENGTH = 6;

    private static final int LONG = 9;
    private static final LevenshteinDistance ONE = new LevenshteinDistance(1);
    private static final LevenshteinDistance TWO = new LevenshteinDistance(2);

    private Spelling() {}

    /** @param heard and {@code meant}: plain words, as in {@link Token#plain()} */
    public static boolean similar(String heard, String meant) {
        if (heard.equals(meant)) {
            return true;
        }
        int shortest = Math.min(heard.length(), meant.length());
        if (shortest < MIN_LENGTH) {
            return false;
        }
        return (shortest >= LONG ? TWO : ONE).apply(heard, meant) >= 0;
    }
}
