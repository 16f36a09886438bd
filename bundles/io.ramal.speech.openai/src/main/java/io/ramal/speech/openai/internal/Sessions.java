package io.ramal.speech.openai.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The utterances of one provider that are not over: how many there may be, their clock, and their end. Thread-safe. */
final class Sessions {
    /** An utterance. */
    interface Session {
        /** Time has passed. */
        void tick(long nanoTime);

        /** Ends it with a failure, unless it is over. */
        void fail(String reason);
    }

    private final int max;
    private final Set<Session> live = new HashSet<>();
    private boolean retired;

    Sessions(int max) {
        this.max = max;
    }

    /** Why another one may not be opened; empty when it was let in. */
    synchronized String admit(Session session) {
        if (retired) {
            return "the provider is being stopped";
        }
        if (live.size() >= max) {
            return "already " + max + " utterances at once (sessions.max)";
        }
        live.add(session);
        return "";
    }

    synchronized void ended(Session session) {
        live.remove(session);
        notifyAll();
    }

    synchronized int count() {
        return live.size();
    }

    void tick(long nanoTime) {
        all().forEach(s -> s.tick(nanoTime));
    }

    /** From now on lets nobody in. */
    synchronized void retire() {
        retired = true;
    }

    /** Waits until none is left, at most so long. */
    synchronized void awaitIdle(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !live.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    /** Fails what is left. */
    void close() {
        retire();
        all().forEach(s -> s.fail("the provider is being stopped"));
    }

    private synchronized List<Session> all() {
        return List.copyOf(live);
    }
}
