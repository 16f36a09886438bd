package io.ramal.visit.internal;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a visit waits for a resident's leg. Legs ask on their own threads; of any number that come at once exactly one
 * gets in. Safe for any thread.
 */
final class Expectation {
    private enum State {
        /** No resident is being called yet. */
        NOT_YET,
        WAITING,
        /** One was let in. */
        TAKEN,
        /** Nobody is waited for any more. */
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET);

    /** A resident is being called from now on. */
    void open() {
        state.compareAndSet(State.NOT_YET, State.WAITING);
    }

    boolean waiting() {
        return state.get() == State.WAITING;
    }

    /** Whether a leg was let in and is not known to be gone. */
    boolean taken() {
        return state.get() == State.TAKEN;
    }

    /** Lets a leg in; false when none is waited for, or another one was quicker. */
    boolean admit() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /**
     * Nobody is let in from now on.
     *
     * @return false when somebody is in
     */
    boolean close() {
        return state.updateAndGet(s -> s == State.TAKEN ? s : State.OVER) != State.TAKEN;
    }

    /** The leg that was let in is gone. */
    void left() {
        state.set(State.OVER);
    }
}
