package io.ramal.dial.amqp.internal;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.ramal.provider.ProviderHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to the broker and knows whether the queue can be written to. Connects, looks at the queue and
 * connects again on a thread of its own. The client's own recovery stays off: it would recover a lost connection but
 * neither a first one that fails nor a queue that is missing, and would say nothing of either.
 */
final class AmqpLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpLink.class);
    private static final int CLOSE_MS = 1000;
    private static final int LAST_CONFIRMS_MS = 500;

    private final AmqpSettings settings;
    private final ConnectionFactory factory;
    private final ScheduledExecutorService thread;
    private volatile boolean closed;
    private volatile ProviderHealth health;
    private volatile @Nullable ConfirmedChannel channel;
    private volatile @Nullable Connection connection;
    private Duration pause;

    /** @param thread runs one task after the other, and may be kept waiting by the network */
    AmqpLink(AmqpSettings settings, ConnectionFactory factory, ScheduledExecutorService thread) {
        this.settings = settings;
        this.factory = factory;
        this.thread = thread;
        this.pause = settings.reconnectMin();
        this.health = ProviderHealth.starting("connecting to the broker at " + settings.broker());
    }

    void start() {
        thread.execute(this::connect);
    }

    ProviderHealth health() {
        return health;
    }

    /** To publish on; null while the queue cannot be written to. */
    @Nullable
    ConfirmedChannel channel() {
        return health.ready() ? channel : null;
    }

    /** Forgets what no deadline waits for any more. */
    void forget(Publication publication) {
        ConfirmedChannel c = channel;
        if (c != null) {
            c.forget(publication);
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Connection fresh = null;
        try {
            fresh = factory.newConnection(
                    List.of(new Address(
                            settings.broker().host(), settings.broker().port())),
                    "Ramal");
            use(fresh);
        } catch (IOException | TimeoutException | RuntimeException e) {
            abort(fresh);
            down(Fault.of(e), e);
            again();
        }
        if (closed) {
            abort(fresh);
        }
    }

    private void use(Connection fresh) throws IOException {
        Channel open = fresh.createChannel();
        if (open == null) {
            throw new IOException("the broker gives no channel");
        }
        AMQP.Queue.DeclareOk queue = settings.declare()
                ? open.queueDeclare(settings.queue(), true, false, false, null)
                : open.queueDeclarePassive(settings.queue());
        channel = new ConfirmedChannel(open, settings.queue(), () -> post(() -> check(fresh)));
        connection = fresh;
        pause = settings.reconnectMin();
        health = ProviderHealth.READY;
        LOG.info("Dialling by {}: ready, {} reading the queue", settings, queue.getConsumerCount());
        fresh.addBlockedListener(reason -> post(() -> blocked(fresh, reason)), () -> post(() -> unblocked(fresh)));
        // a broker that is told to close one channel has its reasons; both count as lost, and are tried again
        open.addShutdownListener(cause -> post(() -> lost(fresh, cause)));
    }

    private void lost(Connection which, ShutdownSignalException cause) {
        if (connection == which) {
            down(Fault.of(cause), cause);
            drop(which);
        }
    }

    /** Looks for the queue on a channel of its own: the broker closes the channel that asks for what is not there. */
    private void check(Connection which) {
        if (connection != which) {
            return;
        }
        try (Channel question = which.createChannel()) {
            question.queueDeclarePassive(settings.queue());
        } catch (IOException | TimeoutException | RuntimeException e) {
            down(Fault.of(e), e);
            drop(which);
        }
    }

    private void drop(Connection which) {
        channel = null;
        connection = null;
        abort(which);
        again();
    }

    private void blocked(Connection which, String reason) {
        if (connection == which) {
            down(Fault.BLOCKED, new IOException(reason));
        }
    }

    private void unblocked(Connection which) {
        if (connection == which) {
            health = ProviderHealth.READY;
            LOG.info("Dialling by {}: the broker takes messages again", settings);
        }
    }

    /** Said once as long as it is the same. */
    private void down(Fault fault, Exception cause) {
        ProviderHealth now = fault.health(settings);
        boolean same = now.equals(health);
        health = now;
        if (!same && !closed) {
            LOG.warn(
                    "No dialling by RabbitMQ: {} ({}). {}. It is tried again by itself",
                    now.reason(),
                    Fault.detail(cause),
                    now.cure());
        }
    }

    private void again() {
        Duration wait = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(settings.reconnectMax()) < 0 ? doubled : settings.reconnectMax();
        if (!closed) {
            try {
                thread.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed meanwhile");
            }
        }
    }

    /** The client's thread must not be kept; after closing nothing is left to do. */
    private void post(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed meanwhile");
        }
    }

    private static void abort(@Nullable Connection which) {
        if (which != null) {
            which.abort(CLOSE_MS);
        }
    }

    /** Waits a moment for the broker to confirm what it was sent. What is being connected is closed as soon as it is. */
    @Override
    public void close() {
        closed = true;
        health = ProviderHealth.unavailable("dialling by RabbitMQ is withdrawn", "");
        ConfirmedChannel c = channel;
        if (c != null) {
            c.await(LAST_CONFIRMS_MS);
        }
        abort(connection);
    }
}
