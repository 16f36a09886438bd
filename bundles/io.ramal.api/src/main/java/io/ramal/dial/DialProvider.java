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

    /** Whether it can ring for this visit; one that says no is not asked to. */
    default boolean serves(DialRequest request) {
        return true;
    }

    /**
     * Whether the visit is its own alone. A simulated visit is rung by nobody but a provider that claims it, whatever
     * becomes of that one: no real telephone ever rings for a simulation.
     */
    default boolean claims(DialRequest request) {
        return false;
    }
}
