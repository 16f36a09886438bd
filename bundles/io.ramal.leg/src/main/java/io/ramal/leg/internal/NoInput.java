package io.ramal.leg.internal;

/** Counts the silences of a caller who is expected to speak. */
final class NoInput {
    private final long nanos;
    private long since;
    private boolean started;
    private int count;

    NoInput(int millis) {
        this.nanos = millis * 1_000_000L;
    }

    /**
     * @param busy somebody speaks or an answer is awaited: the time starts when that is over
     * @return how many silences in a row when one has just become full, else 0
     */
    int tick(long nanoTime, boolean busy) {
        if (busy || !started) {
            started = true;
            since = nanoTime;
            return 0;
        }
        if (nanoTime - since < nanos) {
            return 0;
        }
        since = nanoTime;
        return ++count;
    }

    /** The caller said or keyed in something. */
    void input() {
        count = 0;
        started = false;
    }
}
