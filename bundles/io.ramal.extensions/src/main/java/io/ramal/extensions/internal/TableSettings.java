package io.ramal.extensions.internal;

import io.ramal.extension.Extension;
import java.util.Set;

/**
 * What the table of pairs is told beside its rows.
 *
 * @param apiPorts ports of the HTTP API; no extension is ever given one
 * @param compatibility the pair that serves while no source has rows; port 0 lets the system choose
 */
record TableSettings(Set<Integer> apiPorts, Extension compatibility) {
    TableSettings {
        apiPorts = Set.copyOf(apiPorts);
    }

    static TableSettings of(Set<Integer> apiPorts, String address, int port, int returnPort) {
        return new TableSettings(apiPorts, new Extension(0, "1000", "1001", address, port, returnPort, 0));
    }
}
