package io.ramal.conversation;

import java.util.Objects;

/**
 * What is known of a visit; empty strings are what is not known yet. Field names on the wire: {@code intent_type},
 * {@code interlocutor_name}, {@code apartment_number}, {@code resident_name}.
 *
 * @param intent {@code visita}, {@code entrega}, {@code servico} or empty
 * @param visitorName as the visitor gave it
 * @param apartment number as in the directory, such as {@code 501} or {@code 501B}
 * @param residentName whom the visitor wants
 */
public record VisitData(String intent, String visitorName, String apartment, String residentName) {
    /** Nothing known. */
    public static final VisitData EMPTY = new VisitData("", "", "", "");

    public VisitData {
        Objects.requireNonNull(intent);
        Objects.requireNonNull(visitorName);
        Objects.requireNonNull(apartment);
        Objects.requireNonNull(residentName);
    }

    public VisitData withIntent(String value) {
        return new VisitData(value, visitorName, apartment, residentName);
    }

    public VisitData withVisitorName(String value) {
        return new VisitData(intent, value, apartment, residentName);
    }

    public VisitData withApartment(String value) {
        return new VisitData(intent, visitorName, value, residentName);
    }

    public VisitData withResidentName(String value) {
        return new VisitData(intent, visitorName, apartment, value);
    }
}
