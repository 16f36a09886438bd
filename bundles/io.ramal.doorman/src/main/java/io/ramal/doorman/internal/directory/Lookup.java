package io.ramal.doorman.internal.directory;

import io.ramal.conversation.Resident;
import java.util.List;

/** What comes of looking somebody up. */
public sealed interface Lookup {
    /** One apartment is meant, and it can be rung. */
    record Found(Resident resident) implements Lookup {}

    /**
     * Several apartments may be meant, or nobody is told apart by what is known: of a name alone it says nothing.
     *
     * @param apartments as in the directory, such as {@code 501A} and {@code 501B}; empty when asking for the block or
     *     the number would tell who lives where
     */
    record Ambiguous(List<String> apartments) implements Lookup {
        public Ambiguous {
            apartments = List.copyOf(apartments);
        }
    }

    /** No such apartment. */
    record NoSuchApartment() implements Lookup {}

    /** The apartment is there, and nobody of that name lives in it. */
    record NoSuchResident() implements Lookup {}

    /** The apartment is there, and has nothing to ring. */
    record NoNumber() implements Lookup {}

    /** There is no directory, or none of that condominium. */
    record NoDirectory() implements Lookup {}
}
