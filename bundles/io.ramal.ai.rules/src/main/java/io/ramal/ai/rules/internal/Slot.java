package io.ramal.ai.rules.internal;

import io.ramal.conversation.VisitData;
import org.jspecify.annotations.Nullable;

/** What a visit needs, in the order it is asked for. */
enum Slot {
    INTENT,
    NAME,
    APARTMENT;

    String value(VisitData data) {
        return switch (this) {
            case INTENT -> data.intent();
            case NAME -> data.visitorName();
            case APARTMENT -> data.apartment();
        };
    }

    VisitData put(VisitData data, String value) {
        return switch (this) {
            case INTENT -> data.withIntent(value);
            case NAME -> data.withVisitorName(value);
            case APARTMENT -> data.withApartment(value);
        };
    }

    /** The first thing that is missing, or null when nothing is. */
    static @Nullable Slot missing(VisitData data) {
        for (Slot slot : values()) {
            if (slot.value(data).isEmpty()) {
                return slot;
            }
        }
        return null;
    }
}
