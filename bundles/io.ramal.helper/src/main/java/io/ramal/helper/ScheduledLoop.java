package io.ramal.helper;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop on a real thread; its owner shuts the executor down. */
public final class ScheduledLoop implements Loop {
    private static final Logger log = LoggerFactory.getLogger(ScheduledLoop.class);

    private final ScheduledExecutorService executor;
    private final LongSupplier clock;

    public ScheduledLoop(ScheduledExecutorService executor, LongSupplier clock) {
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            var unused = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("after the end: {}", e.getMessage());
        }
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("the speech supervisor failed; it goes on with the next task", e);
        }
    }
}
