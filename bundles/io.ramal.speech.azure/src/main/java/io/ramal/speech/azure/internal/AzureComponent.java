package io.ramal.speech.azure.internal;

import io.ramal.stt.SttProvider;
import io.ramal.tts.TtsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
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
    /** Each is busy for a millisecond at a time; starting a recogniser takes three. */
    private static final int WORKERS = 8;
    /** Closing takes 22 ms, seconds when the service is silent. */
    private static final int CLOSERS = 8;

    private static final int IDLE_SECONDS = 30;
    private static final int TICK_MILLIS = 50;
    /** How long closing engines may keep the component from ending; they end by themselves later. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final AzureSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("timer"));
    private final ThreadPoolExecutor workers = pool(WORKERS, "worker");
    private final ThreadPoolExecutor closers = pool(CLOSERS, "closer");
    private final AzureStt stt;
    private final AzureTts tts;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public AzureComponent(BundleContext context, AzureConfig config) {
        settings = AzureSettings.of(config);
        Machinery machinery = new Machinery(
                System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), workers, closers);
        SdkEngines engines = new SdkEngines(settings);
        stt = new AzureStt(settings, engines, machinery);
        tts = new AzureTts(settings, engines, machinery);
        var unused = timer.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        Dictionary<String, Object> ranking =
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
        registrations.add(context.registerService(SttProvider.class, stt, ranking));
        registrations.add(context.registerService(TtsProvider.class, tts, ranking));
        LOG.info("Azure speech: {}", settings.service());
    }

    private void tick() {
        try {
            stt.tick();
            tts.tick();
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
            closers.shutdown();
        }
        LOG.info("Azure speech withdrawn");
    }

    private void end() throws InterruptedException {
        stt.close();
        tts.close();
        timer.shutdown();
        workers.shutdown();
        // the workers hand their engines to the closers
        boolean idle = workers.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        closers.shutdown();
        if (!closers.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS) || !idle) {
            LOG.warn("Azure's SDK is slow to let go; what it holds is freed when it does");
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
