package io.ramal.helper;

import io.ramal.helper.wire.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Supervisor, helpers and their threads, put together; owns the threads. */
public final class HelperEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HelperEngine.class);
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final PoolSettings settings;
    private final ScheduledThreadPoolExecutor executor;
    private final ScheduledLoop loop;
    private final HelperPool pool;

    /**
     * Starts nothing yet.
     *
     * @param threadName beginning of the threads' names
     * @param launcher made with the factory of the threads that helpers need
     * @param greeted told of every helper that is up, before it is given a sentence
     */
    public HelperEngine(
            String threadName,
            PoolSettings settings,
            Function<ThreadFactory, Helper.Launcher> launcher,
            Consumer<Reply.Hello> greeted) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread t = new Thread(task, threadName + "-" + count.incrementAndGet());
            t.setDaemon(true);
            return t;
        };
        this.settings = settings;
        this.executor = new ScheduledThreadPoolExecutor(1, threads);
        this.loop = new ScheduledLoop(executor, System::nanoTime);
        this.pool = new HelperPool(settings, launcher.apply(threads), greeted, loop);
    }

    public HelperPool pool() {
        return pool;
    }

    /** Begins to start the helpers, and returns. */
    public void start() {
        pool.start();
    }

    /** Kills the helpers and ends the threads. Idempotent. */
    @Override
    public void close() {
        CountDownLatch done = new CountDownLatch(1);
        pool.close();
        loop.execute(done::countDown);
        try {
            if (!executor.isShutdown() && !done.await(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{}'s supervisor did not end within {} s", settings.engine(), PARTING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
