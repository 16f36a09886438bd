package io.ramal.doorman.internal;

/** How often nothing new was learned in a row; then keys are offered, once in a call, and then nothing helps any more. */
final class Patience {
    /** What to do about it. */
    enum Move {
        ASK,
        OFFER_KEYS,
        GIVE_UP
    }

    private final int max;
    private boolean offered;
    private int stuck;

    Patience(int max) {
        this.max = max;
    }

    /** Something was learned. */
    void progress() {
        stuck = 0;
    }

    /** Once more nothing was. */
    Move stuck() {
        stuck++;
        if (stuck < max) {
            return Move.ASK;
        }
        if (!offered) {
            offered = true;
            return Move.OFFER_KEYS;
        }
        return Move.GIVE_UP;
    }

    int count() {
        return stuck;
    }
}
