package io.ramal.doorman.internal.directory;

import io.ramal.text.Apartment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the directory: people of one apartment who are reached by one number.
 *
 * @param condominium null for any
 * @param destination what to ring, empty when it cannot be rung
 */
record Entry(@Nullable Integer condominium, Apartment apartment, List<PersonName> residents, String destination) {
    Entry {
        residents = List.copyOf(residents);
    }

    boolean ringable() {
        return !destination.isEmpty();
    }
}
