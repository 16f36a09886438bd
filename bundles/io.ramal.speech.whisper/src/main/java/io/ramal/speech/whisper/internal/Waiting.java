package io.ramal.speech.whisper.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Utterances that are over and wait for a worker: a bounded line, and a count of the workers at it, so that no more are
 * sent for than there is work. Thread-safe.
 */
final class Waiting {
    /** What became of somebody who wants to wait. */
    enum Place {
        /** A worker that is at it already will come to it. */
        IN_LINE,
        /** It is in the line; a worker must be sent, who asks for the {@link #first} and then the {@link #next}. */
        SEND_WORKER,
        /** There is no room; that is counted. */
        FULL
    }

    private final ArrayDeque<WhisperSession> line = new ArrayDeque<>();
    private final int max;
    private final int maxWorkers;
    private int workers;
    /** Workers that have been sent and have not come yet; what they come for does not count as waiting. */
    private int sent;

    private long turnedAway;

    Waiting(int max, int maxWorkers) {
        this.max = max;
        this.maxWorkers = maxWorkers;
    }

    synchronized Place offer(WhisperSession session) {
        boolean idle = workers < maxWorkers;
        if (!idle && line.size() >= max + sent) {
            turnedAway++;
            return Place.FULL;
        }
        line.add(session);
        if (idle) {
            workers++;
            sent++;
        }
        return idle ? Place.SEND_WORKER : Place.IN_LINE;
    }

    /** What a worker that was sent begins with; see {@link #next}. */
    synchronized @Nullable WhisperSession first() {
        sent--;
        return next();
    }

    /** The one that has waited longest; null when none waits: the worker that asks is then done. */
    synchronized @Nullable WhisperSession next() {
        WhisperSession next = line.poll();
        if (next == null) {
            workers--;
        }
        return next;
    }

    /** A worker could not be sent. */
    synchronized void notSent() {
        sent--;
        workers--;
    }

    /** Makes room again when somebody does not want to know any more. */
    synchronized void remove(WhisperSession session) {
        line.remove(session);
    }

    /** Utterances that found no room. */
    synchronized long turnedAway() {
        return turnedAway;
    }

    int max() {
        return max;
    }
}
