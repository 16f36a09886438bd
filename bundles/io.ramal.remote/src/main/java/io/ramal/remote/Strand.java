package io.ramal.remote;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another on threads it shares with others. A failure of one does not keep the next from running. */
public final class Strand implements Executor {
    /** More than any utterance ever has waiting. */
    public static final int CAPACITY = 4096;
    /** After so many others have their turn. */
    private static final int IN_A_ROW = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Strand.class);

    private final Executor workers;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /** @param workers run the tasks; where they have ended, whoever hands a task over does */
    public Strand(Executor workers) {
        this.workers = workers;
    }

    /** @throws RejectedExecutionException when {@value #CAPACITY} tasks wait */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            if (tasks.size() >= CAPACITY) {
                throw new RejectedExecutionException(CAPACITY + " tasks of an utterance wait");
            }
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        dispatch();
    }

    private void dispatch() {
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException e) {
            // the workers are gone, so nobody else is at it
            work();
        }
    }

    private void work() {
        for (int i = 0; i < IN_A_ROW; i++) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("a task of an utterance failed", e);
            }
        }
        dispatch();
    }
}
