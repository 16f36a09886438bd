package io.ramal.helper;

/** Text made fit for the engine: plain, in one line, of bounded length. */
public final class SpokenText {
    /** Longest text in characters: some two minutes of speech. */
    public static final int MAX = 2000;

    private SpokenText() {}

    /**
     * Control and invisible format characters and runs of white space become one space; a text that is too long ends
     * at its last word that fits.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX));
        boolean gap = false;
        for (int i = 0; i < text.length() && out.length() <= MAX; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                gap = true;
            } else {
                if (gap && out.length() > 0) {
                    out.append(' ');
                }
                gap = false;
                out.appendCodePoint(c);
            }
        }
        return out.length() <= MAX ? out.toString() : cut(out);
    }

    private static String cut(StringBuilder text) {
        int space = text.lastIndexOf(" ", MAX);
        int end = space > 0 ? space : Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end);
    }

    private static boolean isGap(int c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
    }
}
