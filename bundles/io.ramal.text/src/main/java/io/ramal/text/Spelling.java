package io.ramal.text;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** Whether a word is a misheard form of another: a letter or two off, never for short words. */
public final class Spelling {
    /** Words of so many letters may be two off. */
    private static final int LONG = 9;

    private static final LevenshteinDistance ONE = new LevenshteinDistance(1);
    private static final LevenshteinDistance TWO = new LevenshteinDistance(2);

    private Spelling() {}

    /**
     * @param heard a plain word, as in {@link Token#plain()}
     * @param meant the same
     * @param shortest letters below which words have too many neighbours and must be equal
     */
    public static boolean similar(String heard, String meant, int shortest) {
        if (heard.equals(meant)) {
            return true;
        }
        int length = Math.min(heard.length(), meant.length());
        if (length < shortest) {
            return false;
        }
        return (length >= LONG ? TWO : ONE).apply(heard, meant) >= 0;
    }
}
