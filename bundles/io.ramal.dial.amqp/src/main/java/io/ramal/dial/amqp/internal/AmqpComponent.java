package io.ramal.dial.amqp.internal;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers dialling by RabbitMQ once it is configured, and owns its threads. */
@Component(
        service = DialProvider.class,
        configurationPid = AmqpSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = AmqpConfig.class)
public final class AmqpComponent implements DialProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpComponent.class);
    /** Messages that may wait for the publishing thread. */
    private static final int QUEUE = 1000;

    private static final int NETWORK_MS = 5000;
    /** A peer that has vanished is noticed after about two of them. */
    private static final int HEARTBEAT_S = 5;

    private static final int LAST_MESSAGES_MS = 500;

    private final ScheduledThreadPoolExecutor connector = scheduled("ramal-dial-amqp-connect");
    private final ScheduledThreadPoolExecutor events = scheduled("ramal-dial-amqp-events");
    private final ThreadPoolExecutor publisher = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), named("ramal-dial-amqp-publish"));
    private final AmqpDialProvider provider;

    @Activate
    public AmqpComponent(AmqpConfig config) {
        AmqpSettings settings = AmqpSettings.of(config);
        AmqpLink link = new AmqpLink(settings, factory(settings, events), connector);
        provider = new AmqpDialProvider(settings, link, publisher, events, Clock.systemUTC());
        link.start();
        LOG.info("Dialling by {}: started", settings);
    }

    /** @param consumers has nothing to do: nothing is consumed */
    private static ConnectionFactory factory(AmqpSettings settings, ExecutorService consumers) {
        Broker broker = settings.broker();
        ConnectionFactory f = new ConnectionFactory();
        f.setVirtualHost(broker.virtualHost());
        f.setUsername(broker.username());
        f.setPassword(broker.password());
        f.setAutomaticRecoveryEnabled(false);
        f.setTopologyRecoveryEnabled(false);
        f.setConnectionTimeout(NETWORK_MS);
        f.setHandshakeTimeout(NETWORK_MS);
        f.setChannelRpcTimeout(NETWORK_MS);
        f.setShutdownTimeout(NETWORK_MS);
        f.setRequestedHeartbeat(HEARTBEAT_S);
        f.setThreadFactory(named("ramal-dial-amqp-io"));
        f.setSharedExecutor(consumers);
        f.setExceptionHandler(new ForgivingExceptionHandler() {
            @Override
            protected void log(String message, Throwable e) {
                // a lost connection is told by who notices, once
                LOG.debug("{}", message, e);
            }
        });
        if (broker.tls()) {
            try {
                // the one without arguments would trust every certificate
                f.useSslProtocol(SSLContext.getDefault());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(AmqpSettings.PID + ": this Java has no usable trust store", e);
            }
            f.enableHostnameVerification();
        }
        return f;
    }

    /** What has been asked for is still sent, if the broker is quick. */
    @Deactivate
    public void close() {
        publisher.shutdown();
        try {
            if (!publisher.awaitTermination(LAST_MESSAGES_MS, TimeUnit.MILLISECONDS)) {
                publisher.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        provider.close();
        connector.shutdownNow();
        events.shutdown();
        LOG.info("Dialling by RabbitMQ: stopped");
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
    public DialSession open(DialRequest request, DialListener listener) {
        return provider.open(request, listener);
    }

    private static ScheduledThreadPoolExecutor scheduled(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named(name));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
