package io.ramal.text;

import java.util.Objects;

/**
 * A home among others, in one spelling, so that equal homes are equal: {@code 501}, {@code 501B} for block B,
 * {@code 501-2} for tower 2. What has a name instead of a number, or both, keeps it: {@code COBERTURA}, {@code LOJA 2}.
 *
 * @param unit its figures, leading zeros kept, or its name
 * @param block letters or figures of the block or tower, in capitals, without leading zeros; empty when none is told
 */
public record Apartment(String unit, String block) {
    public Apartment {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(block);
    }

    /** Whether the unit is figures only. */
    public boolean isNumber() {
        return !unit.isEmpty() && unit.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The unit without its leading zeros: 0101 and 101 are hardly ever two homes. */
    public String significant() {
        return isNumber() ? unit.replaceFirst("^0+(?=.)", "") : unit;
    }

    @Override
    public String toString() {
        if (block.isEmpty()) {
            return unit;
        }
        boolean apart = Character.isDigit(block.charAt(0)) || !isNumber();
        return unit + (apart ? "-" : "") + block;
    }
}
