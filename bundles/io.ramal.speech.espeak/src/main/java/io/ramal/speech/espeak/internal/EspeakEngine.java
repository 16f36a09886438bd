package io.ramal.speech.espeak.internal;

import io.ramal.tts.TtsProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provider, supervisor, helpers and their threads, put together; owns the threads. */
final class EspeakEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EspeakEngine.class);
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor executor;
    private final ScheduledLoop loop;
    private final HelperPool pool;
    private final EspeakProvider provider;

    /** Begins to start the helpers, and returns. */
    EspeakEngine(
            EspeakSettings settings,
            EngineArchive archive,
            Path folder,
            Path java,
            String platform,
            Optional<RhVoiceFiles> rhVoice) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread t = new Thread(task, "ramal-espeak-" + count.incrementAndGet());
            t.setDaemon(true);
            return t;
        };
        Voices voices = new Voices(settings, archive.version(), rhVoice.isPresent());
        this.executor = new ScheduledThreadPoolExecutor(1, threads);
        this.loop = new ScheduledLoop(executor, System::nanoTime);
        this.pool = new HelperPool(
                settings,
                new ProcessLauncher(new EngineFolder(archive, folder), java, platform, rhVoice, threads),
                voices::greeted,
                loop);
        this.provider = new EspeakProvider(settings, archive.version(), voices, pool);
        pool.start();
    }

    TtsProvider provider() {
        return provider;
    }

    /** Kills the helpers and ends the threads. Idempotent. */
    @Override
    public void close() {
        CountDownLatch done = new CountDownLatch(1);
        pool.close();
        loop.execute(done::countDown);
        try {
            if (!executor.isShutdown() && !done.await(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("eSpeak NG's supervisor did not end within {} s", PARTING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
