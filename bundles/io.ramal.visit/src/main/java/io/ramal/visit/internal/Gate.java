package io.ramal.visit.internal;

import io.ramal.dial.GateResult;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The gate of one visit: opened at most once, and exactly one result, however the provider behaves. Used on the visit's
 * thread; {@link #needsHuman} by any.
 */
final class Gate {
    /** Longer than a provider may take. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private enum State {
        SHUT,
        OPENING,
        TOLD,
        FAILED
    }

    private final Consumer<GateResult> told;
    private long since;
    private volatile State state = State.SHUT;

    /** @param told what has become of it, once */
    Gate(Consumer<GateResult> told) {
        this.told = told;
    }

    /** Somebody must let the visitor in by hand; so it is, too, while it is not known that nobody must. */
    boolean needsHuman() {
        return state == State.OPENING || state == State.FAILED;
    }

    /** Whether it is not known yet what becomes of it. */
    boolean opening() {
        return state == State.OPENING;
    }

    boolean failed() {
        return state == State.FAILED;
    }

    /** It is being opened from now on. */
    void opening(long now) {
        since = now;
        state = State.OPENING;
    }

    void result(GateResult result) {
        if (state == State.OPENING) {
            state = result == GateResult.FAILED ? State.FAILED : State.TOLD;
            told.accept(result);
        }
    }

    void tick(long now) {
        if (state == State.OPENING && now - since >= LIMIT_NANOS) {
            result(GateResult.FAILED);
        }
    }
}
