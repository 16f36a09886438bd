package io.ramal.extensions.internal;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which port numbers may be tried for a configured one: itself, then the numbers above it, but never a port of the
 * HTTP API nor one that some extension is configured for.
 */
final class PortPlan {
    /** How many numbers are tried before an extension is given up. */
    static final int TRIES = 100;

    private static final int HIGHEST = 65_535;

    private final Set<Integer> apiPorts;
    private final BitSet configured;

    PortPlan(Set<Integer> apiPorts, Set<Integer> configured) {
        this(apiPorts, bits(configured));
    }

    private PortPlan(Set<Integer> apiPorts, BitSet configured) {
        this.apiPorts = Set.copyOf(apiPorts);
        this.configured = configured;
    }

    /**
     * The plan for a table. Ports of rows that cannot run are kept free too: a caller who dials one must not come out at
     * another condominium.
     */
    static PortPlan of(Set<Integer> apiPorts, List<CheckedRow> rows) {
        BitSet configured = new BitSet(HIGHEST + 1);
        for (CheckedRow row : rows) {
            configured.set(row.extension().port());
            Integer returnPort = row.extension().returnPort();
            if (returnPort != null) {
                configured.set(returnPort);
            }
        }
        return new PortPlan(apiPorts, configured);
    }

    private static BitSet bits(Set<Integer> numbers) {
        BitSet bits = new BitSet();
        numbers.forEach(bits::set);
        return bits;
    }

    /** Whether {@code port} may be used for what is configured for {@code wanted}. */
    boolean allows(int port, int wanted) {
        return !isApi(port) && (port == wanted || !configured.get(port));
    }

    /** Whether it is a port of the HTTP API. */
    boolean isApi(int port) {
        return apiPorts.contains(port);
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
        return IntStream.rangeClosed(port, HIGHEST).filter(p -> allows(p, port)).limit(TRIES);
    }
}
