package io.ramal.extensions.internal;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which port numbers may be tried for a configured one: itself, then the numbers above it, but never the port of the
 * HTTP API nor one that some extension is configured for.
 */
final class PortPlan {
    /** How many numbers are tried before an extension is given up. */
    static final int TRIES = 100;

    private static final int HIGHEST = 65_535;

    private final int apiPort;
    private final Set<Integer> configured;

    PortPlan(int apiPort, Set<Integer> configured) {
        this.apiPort = apiPort;
        this.configured = Set.copyOf(configured);
    }

    /**
     * The numbers to try, in order.
     *
     * @param port the configured number; 0 lets the system choose and is the only try
     */
    IntStream candidates(int port) {
        if (port == 0) {
            return IntStream.of(0);
        }
        return IntStream.rangeClosed(port, HIGHEST)
                .filter(p -> p != apiPort && (p == port || !configured.contains(p)))
                .limit(TRIES);
    }
}
