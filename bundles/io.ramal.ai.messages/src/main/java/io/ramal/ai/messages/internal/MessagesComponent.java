package io.ramal.ai.messages.internal;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the backend once it is configured; a bad configuration fails the activation with its cure. */
@Component(
        service = AiProvider.class,
        configurationPid = MessagesSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=50",
        immediate = true)
@Designate(ocd = MessagesConfig.class)
public final class MessagesComponent implements AiProvider {
    private static final Logger LOG = LoggerFactory.getLogger(MessagesComponent.class);
    /** Requests wait in the client, not on these threads. */
    private static final int THREADS = 2;

    private static final int IDLE_SECONDS = 10;

    private final MessagesProvider provider;

    @Activate
    public MessagesComponent(MessagesConfig config) {
        MessagesSettings settings = MessagesSettings.of(
                config.url(), config._key(), config.trust_file(), config.connect_timeout_ms(), config.timeout_ms());
        provider = new MessagesProvider(settings, threads());
        LOG.info("AI backend: {}", settings);
    }

    /** Not shut down but left to end when idle: calls that hold a lease still get their answers. */
    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ramal-ai-messages-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Deactivate
    public void close() {
        LOG.info("AI backend withdrawn");
    }

    @Override
    public ProviderInfo info() {
        return provider.info();
    }

    @Override
    public ProviderHealth health() {
        return provider.health();
    }

    @Override
    public AiSession open(AiRequest request, AiListener listener) {
        return provider.open(request, listener);
    }
}
