package io.ramal.conversation;

import java.util.Objects;

/**
 * Who is to be asked about a visit. Never told to the visitor.
 *
 * @param apartment as in the directory, such as {@code 501B}
 * @param destination what to ring: digits or a {@code sip:} URI
 */
public record Resident(String apartment, String destination) {
    public Resident {
        Objects.requireNonNull(apartment);
        Objects.requireNonNull(destination);
    }
}
