package io.ramal.visit.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other on a line's thread and, once that has ended, on the thread that brings them: what a visit
 * has to do at its end is done whoever ends first. Safe for any thread; no two tasks run at once.
 */
final class Serial implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

    private final Executor line;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger due = new AtomicInteger();

    /** @param line may reject */
    Serial(Executor line) {
        this.line = line;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        try {
            line.execute(this::next);
        } catch (RejectedExecutionException e) {
            next();
        }
    }

    /** Runs the task that has waited longest. Who comes while another thread is at it leaves it to that one. */
    private void next() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            }
        } while (due.decrementAndGet() > 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a step of a visit failed; the next ones are taken", new Wordless(e));
        }
    }
}
