package io.ramal.webhook.internal;

import dev.failsafe.spi.Scheduler;
import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallStatistics;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to calls, tells the configured receiver, and owns the threads that do. Off until an address is set. */
@Component(
        service = {CallObserver.class, CallStatistics.class},
        configurationPid = WebhookSettings.PID,
        immediate = true)
@Designate(ocd = WebhookConfig.class)
public final class WebhookComponent implements CallObserver, CallStatistics {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookComponent.class);
    private static final int CAPACITY = 1000;
    private static final int PARALLEL = 16;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, named("ramal-webhook"));
    private final ThreadPoolExecutor http = new ThreadPoolExecutor(
            2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("ramal-webhook-http"));
    private final Messages messages = new Messages(Clock.systemUTC(), UUID::randomUUID);
    private final Deliveries deliveries;
    private final Duration lastWords;
    private volatile WebhookSettings settings = WebhookSettings.OFF;

    @Activate
    public WebhookComponent(WebhookConfig config) {
        this(config, LAST_WORDS);
    }

    /** @param lastWords how long a stop waits for what is queued */
    WebhookComponent(WebhookConfig config, Duration lastWords) {
        this.lastWords = lastWords;
        http.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(http)
                .build();
        Courier courier = new Courier(() -> settings, client, Scheduler.of(thread), Clock.systemUTC());
        deliveries = new Deliveries(courier, thread, CAPACITY, PARALLEL);
        modified(config);
    }

    /** Calls go on whatever is set here: a bad value leaves what was in force, at the start nothing. */
    @Modified
    void modified(WebhookConfig config) {
        try {
            use(WebhookSettings.of(config));
        } catch (RuntimeException e) {
            LOG.error("{}; the webhook stays {}", e.getMessage(), settings);
        }
    }

    private void use(WebhookSettings now) {
        boolean same = now.equals(settings);
        settings = now;
        if (same) {
            return;
        }
        LOG.info("Webhook: {}", now);
        if (now.readable()) {
            LOG.warn(
                    "{}: .url is http, others on the network can read what is sent; set an https address",
                    WebhookSettings.PID);
        }
        if (now.on() && !now.signed()) {
            LOG.warn("{}: .secret is not set, the receiver cannot tell our requests from others'", WebhookSettings.PID);
        }
    }

    @Override
    public void on(CallEvent event) {
        WebhookSettings now = settings;
        if (now.on() && (now.simulated() || !Messages.simulated(event))) {
            messages.of(event).ifPresent(deliveries::offer);
        }
    }

    @Override
    public String part() {
        return "webhook";
    }

    @Override
    public Map<String, Long> drops() {
        return deliveries.drops();
    }

    @Deactivate
    public void close() {
        deliveries.close(lastWords);
        thread.shutdownNow();
        http.shutdownNow();
        LOG.info("Webhook: stopped, {} events delivered, not delivered {}", deliveries.delivered(), drops());
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread t = new Thread(task, name);
            t.setDaemon(true);
            return t;
        };
    }
}
