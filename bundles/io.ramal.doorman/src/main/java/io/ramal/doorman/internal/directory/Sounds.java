package io.ramal.doorman.internal.directory;

/**
 * How a name sounds to a Brazilian ear: what is spelled in several ways becomes one ({@code Thiago} and {@code Tiago},
 * {@code Souza} and {@code Sousa}, {@code Wagner} and {@code Vagner}). Only for comparing; nobody reads it.
 */
final class Sounds {
    private static final char NONE = 0;

    private Sounds() {}

    /** @param plain a word in lower case without accents */
    static String of(String plain) {
        StringBuilder out = new StringBuilder(plain.length());
        int at = 0;
        while (at < plain.length()) {
            at += append(out, plain, at);
        }
        return ending(out.toString());
    }

    /** Adds the sound at {@code at} and tells how many letters it is written with. */
    private static int append(StringBuilder out, String word, int at) {
        char next = letter(word, at + 1);
        switch (word.charAt(at)) {
            case 'h' -> {
                return 1;
            }
            case 'w' -> sound(out, 'v');
            case 'y' -> sound(out, 'i');
            case 'z' -> sound(out, 's');
            case 'm' -> sound(out, isVowel(next) ? 'm' : 'n');
            case 'e' -> sound(out, !out.isEmpty() && out.charAt(out.length() - 1) == 'a' ? 'i' : 'e');
            case 'p' -> {
                if (next == 'h') {
                    sound(out, 'f');
                    return 2;
                }
                // Baptista
                sound(out, next == 't' ? NONE : 'p');
            }
            case 's' -> {
                if (next == 'h') {
                    sound(out, 'x');
                    return 2;
                }
                sound(out, 's');
            }
            case 'c' -> {
                return soundOfC(out, word, at);
            }
            case 'q' -> {
                sound(out, 'k');
                return next == 'u' && isBright(letter(word, at + 2)) ? 2 : 1;
            }
            case 'g' -> {
                sound(out, isBright(next) ? 'j' : 'g');
                return next == 'u' && isBright(letter(word, at + 2)) ? 2 : 1;
            }
            default -> sound(out, word.charAt(at));
        }
        return 1;
    }

    private static int soundOfC(StringBuilder out, String word, int at) {
        char next = letter(word, at + 1);
        if (next == 'h' || next == 'k') {
            // Chico, but Christina
            sound(out, next == 'h' && isVowel(letter(word, at + 2)) ? 'x' : 'k');
            return 2;
        }
        // Victor
        sound(out, next == 't' ? NONE : isBright(next) ? 's' : 'k');
        return 1;
    }

    /** Doubled letters sound like one. */
    private static void sound(StringBuilder out, char sound) {
        if (sound != NONE && (out.isEmpty() || out.charAt(out.length() - 1) != sound)) {
            out.append(sound);
        }
    }

    private static String ending(String word) {
        if (word.endsWith("ao")) {
            // João and Joan, Sebastião and Sebastiam
            return word.substring(0, word.length() - 1) + "n";
        }
        if (word.endsWith("ie")) {
            return word.substring(0, word.length() - 1);
        }
        return word.endsWith("e") ? word.substring(0, word.length() - 1) + "i" : word;
    }

    private static char letter(String word, int at) {
        return at < word.length() ? word.charAt(at) : NONE;
    }

    private static boolean isBright(char c) {
        return c == 'e' || c == 'i' || c == 'y';
    }

    private static boolean isVowel(char c) {
        return "aeiouyh".indexOf(c) >= 0;
    }
}
