package io.ramal.helper;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that owns the supervisor's state, and its clock. Tasks given after its end are dropped. */
public interface Loop extends Executor {
    /** Runs a task on the thread later. */
    void after(Duration delay, Runnable task);

    /** Monotonic, in ns. */
    long nanoTime();
}
