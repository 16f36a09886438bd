package io.ramal.speech.openai.internal;

import io.ramal.remote.Sessions;
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
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
 * Registers whatever of both is configured, and owns the threads; a bad configuration fails the activation with its cure.
 * Queues of the threads hold a few tasks for each utterance, whose number is bounded.
 */
@Component(
        immediate = true,
        service = {},
        configurationPid = SpeechSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SpeechConfig.class)
public final class SpeechComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechComponent.class);
    private static final int WORKERS = 2;
    /** Answers wait in the client; a name that is being looked up holds one of these. */
    private static final int CLIENTS = 4;

    private static final int IDLE_SECONDS = 10;
    private static final int TICK_MILLIS = 50;

    private final SpeechSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("timer"));
    private final ThreadPoolExecutor workers = pool(WORKERS, "worker");
    private final @Nullable OpenAiStt stt;
    private final @Nullable OpenAiTts tts;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public SpeechComponent(BundleContext context, SpeechConfig config) {
        settings = SpeechSettings.of(config);
        // never shut down but left to end when idle: the client uses them for as long as it has connections
        Machinery machinery = Machinery.of(settings, System::nanoTime, workers, pool(CLIENTS, "client"));
        stt = settings.hearing() == null ? null : new OpenAiStt(settings, settings.hearing(), machinery);
        tts = settings.speaking() == null ? null : new OpenAiTts(settings, settings.speaking(), machinery);
        var unused = timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        Dictionary<String, Object> ranking =
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
        if (stt != null) {
            registrations.add(context.registerService(SttProvider.class, stt, ranking));
        }
        if (tts != null) {
            registrations.add(context.registerService(TtsProvider.class, tts, ranking));
        }
        LOG.info("speech by OpenAI's interface: {}", settings);
    }

    private void tick() {
        try {
            if (stt != null) {
                stt.tick();
            }
            if (tts != null) {
                tts.tick();
            }
        } catch (RuntimeException e) {
            LOG.error("a tick of the clock failed; the next one comes", e);
        }
    }

    /** Takes both out of choice, lets utterances end for the grace time, then fails the rest. */
    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
        try {
            long deadline = System.nanoTime() + settings.stopGrace().toNanos();
            for (Sessions sessions : sessions()) {
                sessions.retire();
            }
            for (Sessions sessions : sessions()) {
                sessions.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sessions().forEach(Sessions::close);
            timer.shutdown();
            workers.shutdown();
        }
        LOG.info("speech by OpenAI's interface withdrawn");
    }

    private List<Sessions> sessions() {
        List<Sessions> all = new ArrayList<>();
        if (stt != null) {
            all.add(stt.sessions());
        }
        if (tts != null) {
            all.add(tts.sessions());
        }
        return all;
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
            Thread thread = new Thread(task, "ramal-openai-speech-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
