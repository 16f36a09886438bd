package io.ramal.dial;

import io.ramal.provider.Provider;
import org.osgi.annotation.versioning.ConsumerType;

/** Rings residents so that their leg comes in on the return extension with the visit's UUID. */
@ConsumerType
public interface DialProvider extends Provider {
    /**
     * Rings a resident. Returns at once.
     *
     * @param listener called on any thread, one event at a time, never after {@link DialSession#close}
     */
    DialSession open(DialRequest request, DialListener listener);

    /** Whether it rings for this visit; one that is there for certain visits only is asked before the others. */
    default boolean serves(DialRequest request) {
        return true;
    }
}
