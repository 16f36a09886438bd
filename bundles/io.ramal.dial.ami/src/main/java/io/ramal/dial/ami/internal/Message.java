package io.ramal.dial.ami.internal;

import java.util.Locale;
import java.util.Map;

/**
 * A response or an event of the manager interface.
 *
 * @param fields by lower-case name; of a name that comes twice the first
 */
record Message(Map<String, String> fields) {
    Message {
        fields = Map.copyOf(fields);
    }

    /** The value of a field, empty when there is none. */
    String get(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean isEvent(String name) {
        return name.equals(get("Event"));
    }

    boolean isResponse() {
        return fields.containsKey("response");
    }

    boolean isSuccess() {
        return "Success".equals(get("Response"));
    }
}
