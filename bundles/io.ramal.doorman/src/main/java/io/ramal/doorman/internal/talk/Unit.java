package io.ramal.doorman.internal.talk;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An apartment taken apart, to be spoken or compared.
 *
 * @param number {@code 501}, or the whole of what has no such shape
 * @param block {@code B} or {@code 2}, in upper case; empty for none
 */
public record Unit(String number, String block) {
    private static final Pattern NUMBER_FIRST = Pattern.compile(
            "(\\d+)(?:[\\s,/-]*(?:bloco|torre|block|tower)\\s+|[\\s,/-]+|(?=\\p{L}))(\\p{L}{1,2}|\\d{1,2})");

    private static final Pattern BLOCK_FIRST =
            Pattern.compile("(?:(?:bloco|torre|block|tower)\\s+)?(\\p{L})[\\s,/-]*(\\d+)");

    public static Unit of(String apartment) {
        String text = apartment.strip();
        Matcher first = NUMBER_FIRST.matcher(text.toLowerCase(Locale.ROOT));
        if (first.matches()) {
            return new Unit(first.group(1), first.group(2).toUpperCase(Locale.ROOT));
        }
        Matcher last = BLOCK_FIRST.matcher(text.toLowerCase(Locale.ROOT));
        return last.matches() ? new Unit(last.group(2), last.group(1).toUpperCase(Locale.ROOT)) : new Unit(text, "");
    }

    /** The number as an engine reads it best: long ones and those with leading zeros digit by digit. */
    public String spokenNumber() {
        boolean digits = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
        boolean byDigit = digits && (number.length() > 4 || number.startsWith("0"));
        return byDigit ? String.join(" ", number.split("")) : number;
    }
}
