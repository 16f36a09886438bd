package io.ramal.doorman.internal.directory;

import io.ramal.text.Apartment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the directory: people of one apartment who are reached by one number.
 *
 * @param condominium null for any
 * @param written their names as they are written
 * @param destination what to ring, empty when it cannot be rung
 */
record Entry(
        @Nullable Integer condominium,
        Apartment apartment,
        List<PersonName> residents,
        List<String> written,
        String destination) {
    Entry {
        residents = List.copyOf(residents);
        written = List.copyOf(written);
    }

    /** Without anybody's name. */
    @Override
    public String toString() {
        return "entry of " + apartment;
    }

    boolean ringable() {
        return !destination.isEmpty();
    }
}
