package io.ramal.extensions.internal;

import io.ramal.call.LinePort;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A pair with the ports that are open for it.
 *
 * @param extension what is configured
 * @param visitors the visitors' port, null when it could not be opened
 * @param residents the residents' port, null when it could not be opened or none is configured
 * @param error why a port is not open, or is another than the configured one
 */
record RunningPair(
        Extension extension,
        @Nullable LinePort visitors,
        @Nullable LinePort residents,
        @Nullable String error) {

    /** A pair nothing is open for. */
    static RunningPair closed(Extension extension, String error) {
        return new RunningPair(extension, null, null, error);
    }

    boolean complete() {
        return visitors != null && (residents != null || extension.returnPort() == null);
    }

    ExtensionStatus status() {
        return new ExtensionStatus(
                extension,
                number(visitors),
                number(residents),
                complete() ? ExtensionState.ACTIVE : ExtensionState.ERROR,
                lines(visitors) + lines(residents),
                error);
    }

    /** Stops accepting; lines that are up stay up. */
    void close() {
        if (visitors != null) {
            visitors.close();
        }
        if (residents != null) {
            residents.close();
        }
    }

    private static @Nullable Integer number(@Nullable LinePort port) {
        return port == null ? null : port.address().getPort();
    }

    private static int lines(@Nullable LinePort port) {
        return port == null ? 0 : port.lines();
    }
}
