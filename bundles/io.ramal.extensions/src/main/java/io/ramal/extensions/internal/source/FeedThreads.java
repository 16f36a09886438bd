package io.ramal.extensions.internal.source;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a feed: one that decides, a few that may hang on a database. The latter are bounded and never waited for:
 * a connection that hangs costs its thread until the system gives the connection up.
 */
final class FeedThreads implements FeedLoop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedThreads.class);
    private static final int READERS = 4;
    private static final int LISTENERS = 3;
    private static final int WAITING_READS = 32;

    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, named("ramal-feed"));
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor listeners;
    private volatile boolean closed;

    FeedThreads() {
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        readers = new ThreadPoolExecutor(
                READERS,
                READERS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_READS),
                named("ramal-database"));
        readers.allowCoreThreadTimeOut(true);
        listeners = new ThreadPoolExecutor(
                0, LISTENERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("ramal-listen"));
    }

    /** For reading the table; refuses when too many readings hang. */
    Executor readers() {
        return readers;
    }

    /** For the connection that listens; refuses when too many hang. */
    Executor listeners() {
        return listeners;
    }

    /** Whether the end has begun. */
    boolean closed() {
        return closed;
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("after the end: {}", e.getMessage());
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            Future<?> future = loop.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("after the end: {}", e.getMessage());
            return Timer.NONE;
        }
    }

    /** Begins nothing any more, and waits a little for what the loop is doing. */
    @Override
    public void close() {
        closed = true;
        loop.shutdown();
        try {
            if (!loop.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("a configuration is still being applied");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.shutdownNow();
        listeners.shutdownNow();
    }

    private void guarded(Runnable task) {
        try {
            if (!closed) {
                task.run();
            }
        } catch (Throwable e) {
            // the pool would keep it to itself, an error too
            LOG.error("a step of reading the configuration failed; the next one is taken all the same", e);
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
