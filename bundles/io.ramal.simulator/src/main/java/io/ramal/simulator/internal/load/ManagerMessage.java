package io.ramal.simulator.internal.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the manager interface asks.
 *
 * @param fields by lower-case name
 */
record ManagerMessage(Map<String, String> fields) {
    ManagerMessage {
        fields = Map.copyOf(fields);
    }

    /** The next one; null when the client has gone. */
    static @Nullable ManagerMessage read(BufferedReader in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            } else if (!fields.isEmpty()) {
                return new ManagerMessage(fields);
            }
        }
        return null;
    }

    /** A field's value, empty when there is none. */
    String get(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
