package io.ramal.provider;

import java.util.Objects;

/**
 * How a provider fares right now.
 *
 * @param state whether it may be chosen
 * @param reason why it cannot serve, naming the path or setting; empty when READY
 * @param cure what an operator does about it; empty when READY
 */
public record ProviderHealth(State state, String reason, String cure) {
    /** Whether a provider may be chosen. */
    public enum State {
        /** It serves. */
        READY,
        /** It is loading and will say READY or UNAVAILABLE. */
        STARTING,
        /** It cannot serve until somebody does something. */
        UNAVAILABLE
    }

    /** The one healthy value. */
    public static final ProviderHealth READY = new ProviderHealth(State.READY, "", "");

    public ProviderHealth {
        Objects.requireNonNull(state);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(cure);
    }

    public static ProviderHealth starting(String reason) {
        return new ProviderHealth(State.STARTING, reason, "");
    }

    public static ProviderHealth unavailable(String reason, String cure) {
        return new ProviderHealth(State.UNAVAILABLE, reason, cure);
    }

    public boolean ready() {
        return state == State.READY;
    }
}
