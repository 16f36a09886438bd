package io.ramal.ai.rules.internal;

/**
 * A word.
 *
 * @param raw in lower case, with its accents
 * @param plain what word lists are compared with: no accents, no apostrophes
 */
record Token(String raw, String plain) {
    boolean isDigits() {
        return !plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    boolean isLetters() {
        return !plain.isEmpty() && plain.chars().allMatch(Character::isLetter);
    }
}
