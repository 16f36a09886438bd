package io.ramal.ai.rules.internal;

/** Whether a word is a misheard form of another: a letter or two off, never for short words. */
final class Spelling {
    /** Shorter words have too many neighbours. */
    static final int MIN_LENGTH = 6;

    private static final int LONG = 9;

    private Spelling() {}

    static boolean similar(String heard, String meant) {
        if (heard.equals(meant)) {
            return true;
        }
        int shortest = Math.min(heard.length(), meant.length());
        if (shortest < MIN_LENGTH) {
            return false;
        }
        int allowed = shortest >= LONG ? 2 : 1;
        return Math.abs(heard.length() - meant.length()) <= allowed && distance(heard, meant) <= allowed;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
