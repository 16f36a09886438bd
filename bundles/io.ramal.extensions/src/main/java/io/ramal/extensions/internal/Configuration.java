package io.ramal.extensions.internal;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which pairs shall run.
 *
 * @param source where this came from
 * @param apiPort port of the HTTP API; no extension is ever given it
 * @param extensions the pairs in order, each id once
 */
record Configuration(ExtensionSource source, int apiPort, List<Extension> extensions) {
    Configuration {
        extensions = List.copyOf(extensions);
    }

    /** The single pair that serves while nothing is configured. */
    static Configuration compatibility(int apiPort, String address, int port, int returnPort) {
        Extension pair = new Extension(0, "1000", "1001", address, port, returnPort, 0);
        return new Configuration(ExtensionSource.COMPATIBILITY, apiPort, List.of(pair));
    }

    PortPlan ports() {
        Set<Integer> configured = new HashSet<>();
        for (Extension e : extensions) {
            configured.add(e.port());
            if (e.returnPort() != null) {
                configured.add(e.returnPort());
            }
        }
        return new PortPlan(apiPort, configured);
    }
}
