package io.ramal.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A serial executor that runs its tasks when told, on the thread that tells. Submitting is safe from any thread. */
public final class ManualExecutor implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
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
