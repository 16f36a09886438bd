package io.ramal.text;

/**
 * A word of what was said.
 *
 * @param raw in lower case, with its accents
 * @param plain what word lists are compared with: no accents, no apostrophes
 */
public record Token(String raw, String plain) {
    /** Whether it is a number in figures. */
    public boolean isDigits() {
        return !plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    public boolean isLetters() {
        return !plain.isEmpty() && plain.chars().allMatch(Character::isLetter);
    }
}
