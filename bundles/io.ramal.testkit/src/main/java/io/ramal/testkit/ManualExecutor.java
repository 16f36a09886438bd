package io.ramal.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A serial executor that runs its tasks when told, on the thread that tells. Submitting is safe from any thread. */
public final class ManualExecutor implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean ended;

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            if (ended) {
                throw new RejectedExecutionException("the thread has ended");
            }
            tasks.add(task);
        }
    }

    /** The thread ends: what waits is run, and whatever comes later is rejected. */
    public void end() {
        runAll();
        synchronized (tasks) {
            ended = true;
        }
        runAll();
    }

    /** Runs everything that is queued, and what that queues. */
    public void runAll() {
        for (Runnable r = poll(); r != null; r = poll()) {
            r.run();
        }
    }

    /** Runs the task that has waited longest; false when none waits. */
    public boolean runNext() {
        Runnable task = poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    private @org.jspecify.annotations.Nullable Runnable poll() {
        synchronized (tasks) {
            return tasks.poll();
        }
    }
}
