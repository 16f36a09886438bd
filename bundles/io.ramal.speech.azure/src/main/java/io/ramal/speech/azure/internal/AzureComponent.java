package io.ramal.speech.azure.internal;

import io.ramal.helper.EngineArchive;
import io.ramal.helper.EngineFolder;
import io.ramal.helper.ProcessLauncher;
import io.ramal.helper.ScheduledLoop;
import io.ramal.provider.DataFolder;
import io.ramal.stt.SttProvider;
import io.ramal.tts.TtsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers both providers once they are configured, and owns their threads; a bad configuration fails the activation with
 * its cure.
 */
@Component(
        immediate = true,
        service = {},
        configurationPid = AzureSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AzureConfig.class)
public final class AzureComponent {
    private static final Logger LOG = LoggerFactory.getLogger(AzureComponent.class);
    /** What they do is to hand over. */
    private static final int WORKERS = 4;

    private static final int IDLE_SECONDS = 30;
    private static final int TICK_MILLIS = 50;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final AzureSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("timer"));
    private final ThreadPoolExecutor workers = pool(WORKERS, "worker");
    private final ScheduledThreadPoolExecutor starter = new ScheduledThreadPoolExecutor(1, threads("helper"));
    private final HelperEngines engines;
    private final AzureStt stt;
    private final AzureTts tts;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public AzureComponent(BundleContext context, AzureConfig config) throws IOException {
        this(
                context,
                config,
                program(DataFolder.resolve("engines/azure"), Path.of(System.getProperty("java.home"), "bin", "java")));
    }

    /** @param helper what is started to run the SDK */
    AzureComponent(BundleContext context, AzureConfig config, ProcessLink.Program helper) {
        settings = AzureSettings.of(config);
        Machinery machinery = new Machinery(
                System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), workers);
        engines = new HelperEngines(
                listener -> new ProcessLink(helper, listener, threads("helper-pipe")),
                settings.setup(),
                new ScheduledLoop(starter, System::nanoTime));
        stt = new AzureStt(settings, engines, machinery);
        tts = new AzureTts(settings, engines, machinery);
        // first: it takes half a second, and is all that Azure is asked through
        engines.start();
        var unused = timer.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        Dictionary<String, Object> ranking =
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
        registrations.add(context.registerService(SttProvider.class, stt, ranking));
        registrations.add(context.registerService(TtsProvider.class, tts, ranking));
        LOG.info("Azure speech: {}", settings.service());
    }

    /**
     * The helper as the bundle carries it.
     *
     * @param folder where it is unpacked
     */
    static ProcessLink.Program program(Path folder, Path java) throws IOException {
        ProcessLauncher launcher = new ProcessLauncher(
                "Azure's Speech SDK",
                new EngineFolder(EngineArchive.onBoard(AzureComponent.class), folder),
                ProcessLauncher.platform(System.getProperty("os.name"), System.getProperty("os.arch")),
                new AzureLine(java),
                Thread::new);
        return () -> {
            ProcessBuilder builder = launcher.builder();
            for (String name : AzureLine.ENVIRONMENT) {
                String value = System.getenv(name);
                if (value != null) {
                    builder.environment().put(name, value);
                }
            }
            return builder;
        };
    }

    private void tick() {
        try {
            boolean up = engines.decided();
            stt.tick(up);
            tts.tick(up);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a tick of the clock failed; the next one comes", e);
        }
    }

    /** Takes both out of choice, lets utterances end for the grace time, then fails the rest and closes every engine. */
    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
        try {
            stt.sessions().retire();
            tts.sessions().retire();
            long deadline = System.nanoTime() + settings.stopGrace().toNanos();
            stt.sessions().awaitIdle(settings.stopGrace());
            tts.sessions().awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stt.close();
            tts.close();
            timer.shutdown();
            workers.shutdown();
            engines.close();
            starter.shutdownNow();
        }
        LOG.info("Azure speech withdrawn");
    }

    private void end() throws InterruptedException {
        stt.close();
        tts.close();
        timer.shutdown();
        workers.shutdown();
        // they may still be closing engines
        boolean idle = workers.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        engines.close();
        starter.shutdownNow();
        if (!starter.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS) || !idle) {
            LOG.warn("threads of Azure's helper are slow to end");
        }
    }

    /** Its threads end when idle. */
    private static ThreadPoolExecutor pool(int size, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "ramal-azure-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
