package io.ramal.dial.amqp.internal;

import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Rings residents by a message to a click-to-call service; each session is one message. Nothing waits for the broker but
 * the publishing thread. The gate is not its business.
 */
final class AmqpDialProvider implements DialProvider, AutoCloseable {
    private static final String WITHDRAWN = "dialling by RabbitMQ was withdrawn";

    private final AmqpSettings settings;
    private final AmqpLink link;
    private final Executor publisher;
    private final ScheduledExecutorService events;
    private final Clock clock;
    /** Sessions the broker owes word of. */
    private final Set<AmqpDialSession> waiting = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * @param publisher one thread behind a bounded queue; rejects what is too much
     * @param events tells listeners and keeps deadlines; never kept waiting
     */
    AmqpDialProvider(
            AmqpSettings settings, AmqpLink link, Executor publisher, ScheduledExecutorService events, Clock clock) {
        this.settings = settings;
        this.link = link;
        this.publisher = publisher;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ProviderInfo info() {
        return new ProviderInfo("amqp", ProviderRole.DIAL, Set.of(), "RabbitMQ click-to-call, " + settings);
    }

    @Override
    public ProviderHealth health() {
        return link.health();
    }

    /** The destination is passed on as it is: digits are what click-to-call services are known to understand. */
    @Override
    public DialSession open(DialRequest request, DialListener listener) {
        AmqpDialSession session = new AmqpDialSession(request.callId(), listener, events, this::settled);
        if (closed || !link.health().ready()) {
            session.failed(link.health().reason());
            return session;
        }
        if (request.destination().isBlank()) {
            session.failed("no number to ring");
            return session;
        }
        try {
            Duration limit = settings.confirmTimeout();
            waiting.add(session);
            session.deadline(events.schedule(() -> late(session, limit), limit.toMillis(), TimeUnit.MILLISECONDS));
            publisher.execute(() -> publish(request, session));
        } catch (RejectedExecutionException e) {
            session.failed(closed ? WITHDRAWN : "too many messages wait for the broker");
        }
        if (closed) {
            // closing may have looked for sessions before this one was there
            session.failed(WITHDRAWN);
        }
        return session;
    }

    private void publish(DialRequest request, AmqpDialSession session) {
        ConfirmedChannel channel = link.channel();
        if (channel == null) {
            session.failed(link.health().reason());
        } else if (session.send()) {
            byte[] body = ClickToCall.body(request, settings.license(), clock.instant());
            channel.publish(body, settings.expires() ? request.ringTimeout().toMillis() : 0, session);
        }
    }

    private void late(AmqpDialSession session, Duration limit) {
        session.failed("the broker has not confirmed the message within " + limit.toMillis() + " ms");
    }

    private void settled(AmqpDialSession session) {
        waiting.remove(session);
        link.forget(session);
    }

    /** What waits for word of the broker fails. */
    @Override
    public void close() {
        closed = true;
        link.close();
        waiting.forEach(s -> s.failed(WITHDRAWN));
    }
}
