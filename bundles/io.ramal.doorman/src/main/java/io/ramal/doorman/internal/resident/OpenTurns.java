package io.ramal.doorman.internal.resident;

import java.util.TreeMap;

/** Turns of the resident that have begun and of which nothing has been told yet. They may end in another order. */
final class OpenTurns {
    /**
     * How far we were when a turn began.
     *
     * @param asked whether it may answer the question
     * @param played {@link Telling#played} at that time
     */
    record Began(long nanoTime, boolean asked, int played) {
        /** Of a turn whose beginning was not told: it answers nothing. */
        static final Began UNKNOWN = new Began(0, false, -1);
    }

    /** More than a leg ever has. */
    private static final int MAX = 8;

    private final TreeMap<Long, Began> open = new TreeMap<>();

    void started(long turn, Began began) {
        open.put(turn, began);
        if (open.size() > MAX) {
            open.pollFirstEntry();
        }
    }

    Began settled(long turn) {
        Began began = open.remove(turn);
        return began == null ? Began.UNKNOWN : began;
    }

    /** Nobody is speaking and nothing is on its way. */
    void quiet() {
        open.clear();
    }

    /** Whether somebody is speaking, or words are on their way. */
    boolean any() {
        return !open.isEmpty();
    }
}
