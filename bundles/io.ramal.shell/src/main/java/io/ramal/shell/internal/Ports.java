package io.ramal.shell.internal;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Configured and real ports of a pair. */
public final class Ports {
    /** Stands in a row for what is no port number. */
    private static final int UNUSABLE = 0;

    private Ports() {}

    /**
     * For a table: {@code 8080}, {@code 8082>8083} for a port that was taken, {@code 8082>-} for one that is not open,
     * {@code ?>-} for what is no port.
     */
    public static String brief(@Nullable Integer configured, @Nullable Integer bound) {
        if (bound == null) {
            return configured == null ? "-" : configured == UNUSABLE ? "?>-" : configured + ">-";
        }
        return bound.equals(configured) || configured == null ? bound.toString() : configured + ">" + bound;
    }

    /** For a sentence: {@code port 8083 (configured 8082)}. */
    public static String sentence(@Nullable Integer configured, @Nullable Integer bound) {
        if (bound == null) {
            return configured == null
                    ? "none"
                    : "not open (configured " + (configured == UNUSABLE ? "none that can be used" : configured) + ")";
        }
        return "port " + bound
                + (bound.equals(configured) || configured == null ? "" : " (configured " + configured + ")");
    }

    /** Whether a pair runs exactly as its row says, or was stopped on purpose. */
    public static boolean asConfigured(ExtensionStatus s) {
        Extension e = s.extension();
        return s.error() == null
                && (s.state() == ExtensionState.STOPPED
                        || (s.state() == ExtensionState.ACTIVE
                                && Objects.equals(e.port(), s.boundPort())
                                && Objects.equals(e.returnPort(), s.boundReturnPort())));
    }
}
