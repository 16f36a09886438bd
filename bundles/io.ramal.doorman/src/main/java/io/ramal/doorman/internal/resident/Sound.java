package io.ramal.doorman.internal.resident;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words as they sound on a telephone: what an engine may take for each other is spelled alike. Made for comparing only. */
final class Sound {
    /** Shorter words differ by one letter and mean something else. */
    private static final int ONE_LETTER = 4;

    private static final int TWO_LETTERS = 7;

    private Sound() {}

    static List<String> words(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Arrays.stream(composed.split("[^\\p{L}\\p{M}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .map(Sound::of)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static String of(String word) {
        String plain = Normalizer.normalize(word.toLowerCase(Locale.ROOT).replace("ç", "s"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "");
        return plain.replace("ph", "f")
                .replaceAll("[cs]h", "s")
                .replaceAll("([ln])h", "$1j")
                .replace("h", "")
                .replace('w', 'v')
                .replace('y', 'i')
                .replaceAll("s?c(?=[ei])", "s")
                .replaceAll("qu(?=[eio])", "k")
                .replaceAll("[cq]", "k")
                .replaceAll("[xz]", "s")
                .replaceAll("gu(?=[ei])", "g")
                .replaceAll("(\\p{L})\\1+", "$1")
                .replaceAll("l(?![aeiou])", "u")
                .replaceAll("(?<=[aeiou])r$", "")
                .replaceAll("[mn]$", "n")
                .replaceAll("(?<=.)e$", "i")
                .replaceAll("(?<=.)o$", "u");
    }

    /** Whether two words of {@link #words} may be one. */
    static boolean alike(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int may = shorter >= TWO_LETTERS ? 2 : shorter >= ONE_LETTER ? 1 : 0;
        return one.equals(other) || (Math.abs(one.length() - other.length()) <= may && distance(one, other) <= may);
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int kept = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
