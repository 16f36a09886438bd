package io.ramal.speech.whisper.internal;

import io.ramal.provider.DataFolder;
import io.ramal.stt.SttProvider;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the {@link SttProvider} and owns its threads. */
@Component(
        immediate = true,
        service = {},
        configurationPid = WhisperSettings.PID)
@Designate(ocd = WhisperConfig.class)
public final class WhisperComponent {
    private static final Logger LOG = LoggerFactory.getLogger(WhisperComponent.class);

    private final BundleContext context;
    private final Dictionary<String, Object> ranking;
    private final WhisperSettings settings;
    private final ExecutorService workers;
    private final ScheduledExecutorService modelThread;
    private final ModelSlot slot;
    private final WhisperProvider provider;

    private final Object lock = new Object();
    private @Nullable ServiceRegistration<SttProvider> registration;
    private Languages offered;
    private boolean closed;

    @Activate
    public WhisperComponent(BundleContext context, WhisperConfig config) {
        this.context = context;
        ranking = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
        settings = WhisperSettings.of(config, DataFolder::resolve, LOG::error);
        workers = Executors.newFixedThreadPool(settings.parallel(), threads("ramal-whisper-"));
        modelThread = Executors.newSingleThreadScheduledExecutor(threads("ramal-whisper-model-"));
        slot = new ModelSlot(
                settings.model(), new WhisperEngine(settings.parallel(), settings.threads()), Clock.systemUTC());
        provider = new WhisperProvider(
                slot,
                workers,
                new Waiting(settings.queueMax(), settings.parallel()),
                settings.maxMillis(),
                new Ear(settings.confidence()));
        offered = slot.languages();
        offer();
        modelThread.scheduleWithFixedDelay(this::look, 0, settings.pollMillis(), TimeUnit.MILLISECONDS);
        LOG.info("Whisper started: {} utterances at a time, model {}", settings.parallel(), settings.model());
    }

    /** Takes the provider out of choice, lets utterances end for the grace time, then fails the rest. */
    @Deactivate
    void close() {
        synchronized (lock) {
            closed = true;
        }
        withdraw();
        modelThread.shutdown();
        provider.retire();
        try {
            provider.awaitIdle(TimeUnit.MILLISECONDS.toNanos(settings.graceMillis()));
            provider.close();
            workers.shutdown();
            if (!workers.awaitTermination(5, TimeUnit.SECONDS) | !modelThread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Whisper is still busy; what it holds is freed when it is done");
            }
        } catch (InterruptedException e) {
            provider.close();
            workers.shutdown();
            Thread.currentThread().interrupt();
        }
        slot.close();
        LOG.info("Whisper stopped");
    }

    private void look() {
        try {
            if (ended()) {
                return;
            }
            slot.look();
            // a load that was slower than the end of the engine has come for nothing
            if (!ended() && !slot.languages().equals(offered)) {
                // whoever chooses reads the languages when a service comes
                offered = slot.languages();
                withdraw();
                offer();
            }
        } catch (RuntimeException e) {
            // a periodic task that throws is never run again; a bundle that has just been stopped registers nothing
            if (!ended()) {
                LOG.error("Looking at {} failed", slot.file(), e);
            }
        }
    }

    private boolean ended() {
        synchronized (lock) {
            return closed;
        }
    }

    private void offer() {
        ServiceRegistration<SttProvider> fresh = context.registerService(SttProvider.class, provider, ranking);
        boolean late;
        synchronized (lock) {
            late = closed;
            registration = late ? null : fresh;
        }
        if (late) {
            fresh.unregister();
        }
    }

    private void withdraw() {
        ServiceRegistration<SttProvider> old;
        synchronized (lock) {
            old = registration;
            registration = null;
        }
        if (old != null) {
            old.unregister();
        }
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger n = new AtomicInteger();
        return task -> {
            Thread t = new Thread(task, prefix + n.incrementAndGet());
            t.setDaemon(true);
            return t;
        };
    }
}
