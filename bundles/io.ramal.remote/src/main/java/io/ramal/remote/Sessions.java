package io.ramal.remote;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The utterances of one provider that are not over: how many there may be, their clock, and their end. Thread-safe. */
public final class Sessions {
    /** An utterance. */
    public interface Session {
        /** Time has passed. */
        void tick(long nanoTime);

        /** Ends it with a failure, unless it is over. */
        void fail(String reason);
    }

    private final int max;
    private final String stopped;
    private final Set<Session> live = new HashSet<>();
    private boolean retired;

    /**
     * @param max utterances at a time
     * @param stopped why one is failed that is left at the end, such as {@code Azure is being stopped}
     */
    public Sessions(int max, String stopped) {
        this.max = max;
        this.stopped = stopped;
    }

    /** Why another one may not be opened; empty when it was let in. */
    public synchronized String admit(Session session) {
        if (retired) {
            return stopped;
        }
        if (live.size() >= max) {
            return "already " + max + " utterances at once (sessions.max)";
        }
        live.add(session);
        return "";
    }

    public synchronized void ended(Session session) {
        live.remove(session);
        notifyAll();
    }

    public synchronized int count() {
        return live.size();
    }

    public void tick(long nanoTime) {
        all().forEach(s -> s.tick(nanoTime));
    }

    /** From now on lets nobody in. */
    public synchronized void retire() {
        retired = true;
    }

    /** Waits until none is left, at most so long. */
    public synchronized void awaitIdle(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !live.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    /** Fails what is left. */
    public void close() {
        retire();
        all().forEach(s -> s.fail(stopped));
    }

    private synchronized List<Session> all() {
        return List.copyOf(live);
    }
}
