package io.ramal.speech.azure.helper;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs the tasks of one engine one after another, on threads it shares with others. */
final class Lane {
    /** Minutes of sound; that many wait only where the SDK hangs. */
    static final int CAPACITY = 4096;

    private final Executor workers;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    Lane(Executor workers) {
        this.workers = workers;
    }

    /** False when too many wait. */
    boolean run(Runnable task) {
        synchronized (tasks) {
            if (tasks.size() >= CAPACITY) {
                return false;
            }
        }
        runLast(task);
        return true;
    }

    /** However many wait. */
    void runLast(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        workers.execute(this::work);
    }

    private void work() {
        Runnable task;
        synchronized (tasks) {
            task = tasks.element();
        }
        try {
            task.run();
        } finally {
            boolean more;
            synchronized (tasks) {
                tasks.remove();
                more = !tasks.isEmpty();
                running = more;
            }
            if (more) {
                // others have their turn first
                workers.execute(this::work);
            }
        }
    }
}
