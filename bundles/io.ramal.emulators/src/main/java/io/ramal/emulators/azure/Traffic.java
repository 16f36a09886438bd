package io.ramal.emulators.azure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What the service has seen, the last {@value #KEPT} of each kind. Thread-safe. */
public final class Traffic {
    /** Entries kept of each kind. */
    static final int KEPT = 200;

    private final Deque<AzureConnection> connections = new ArrayDeque<>();
    private final Deque<Recognition> recognitions = new ArrayDeque<>();
    private final Deque<Synthesis> syntheses = new ArrayDeque<>();
    private long attempts;

    Traffic() {}

    /** Requests for an upgrade so far, refused ones included. */
    public synchronized long attempts() {
        return attempts;
    }

    /** Connections that were upgraded, the oldest first. */
    public synchronized List<AzureConnection> connections() {
        return List.copyOf(connections);
    }

    /** Turns of recognition, the oldest first. */
    public synchronized List<Recognition> recognitions() {
        return List.copyOf(recognitions);
    }

    /** Sentences, the oldest first. */
    public synchronized List<Synthesis> syntheses() {
        return List.copyOf(syntheses);
    }

    /**
     * Waits until something is so.
     *
     * @param found looked at after every change; whatever is not null is what is waited for
     * @return what was found
     * @throws TimeoutException when it does not become so in time
     */
    public synchronized <T> T await(Duration atMost, Function<Traffic, T> found)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T result = found.apply(this);
            if (result != null) {
                return result;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("not seen within " + atMost + ": " + this);
            }
            wait(left / 1_000_000 + 1);
        }
    }

    synchronized void attempted() {
        attempts++;
        notifyAll();
    }

    synchronized void add(AzureConnection connection) {
        keep(connections, connection);
    }

    synchronized void add(Recognition recognition) {
        keep(recognitions, recognition);
    }

    synchronized void add(Synthesis synthesis) {
        keep(syntheses, synthesis);
    }

    /** Something of an entry has changed. */
    synchronized void changed() {
        notifyAll();
    }

    private <T> void keep(Deque<T> entries, T entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        notifyAll();
    }

    @Override
    public synchronized String toString() {
        return attempts + " attempts, " + connections.size() + " connections, " + recognitions.size()
                + " recognitions, " + syntheses.size() + " sentences";
    }
}
