package io.ramal.doorman.internal.talk;

import io.ramal.text.Apartment;
import io.ramal.text.Apartments;
import io.ramal.text.Language;
import java.util.Locale;

/**
 * An apartment taken apart, to be spoken or compared.
 *
 * @param number {@code 501}, or the whole of what has no such shape
 * @param block {@code B} or {@code 2}, in upper case; empty for none
 */
public record Unit(String number, String block) {
    /** A spelling of the directory is the same in all languages. */
    private static final Apartments APARTMENTS =
            Language.of(Locale.forLanguageTag("pt-BR")).apartments();

    public static Unit of(String apartment) {
        Apartment home = APARTMENTS.read(apartment);
        return home != null && home.isNumber() ? new Unit(home.unit(), home.block()) : new Unit(apartment.strip(), "");
    }

    /** The number as an engine reads it best: long ones and those with leading zeros digit by digit. */
    public String spokenNumber() {
        boolean digits = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
        boolean byDigit = digits && (number.length() > 4 || number.startsWith("0"));
        return byDigit ? String.join(" ", number.split("")) : number;
    }
}
