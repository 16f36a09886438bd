package io.ramal.ai.openai.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks one after the other on the threads of an executor. */
final class Strand implements Executor {
    /** Questions and their ends; what comes of an answer waits in its exchange. */
    static final int CAPACITY = 256;

    private final Executor threads;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    Strand(Executor threads) {
        this.threads = threads;
    }

    /** @throws RejectedExecutionException when {@value #CAPACITY} tasks wait, or the threads have ended */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            if (tasks.size() >= CAPACITY) {
                throw new RejectedExecutionException(CAPACITY + " tasks of a dialogue wait");
            }
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RuntimeException e) {
            synchronized (tasks) {
                running = false;
                tasks.clear();
            }
            throw e;
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            running = task != null;
            return task;
        }
    }
}
