package io.ramal.dial.amqp.internal;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialSession;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message that asks for one resident to be rung. Tells one thing only: {@link DialEvent.Ringing} once the broker has
 * the message, or {@link DialEvent.Failed}. A queue tells nothing of what the telephone does, so that answered, busy and
 * not answered are the visit's to find out: by the resident's leg that comes in, or by its timers.
 *
 * <p>Cancelling calls a message back as long as it has not been sent. Afterwards nothing can: a phone that rings then rings
 * on until who rings it gives up, and a resident who answers comes to a return port that turns the leg away.
 */
final class AmqpDialSession implements DialSession, Publication {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpDialSession.class);

    private final UUID callId;
    private final DialListener listener;
    private final Executor events;
    private final Consumer<AmqpDialSession> settled;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable Future<?> deadline;
    private volatile boolean sent;
    private volatile boolean silent;

    /**
     * @param events tells the listener
     * @param settled run once, on any thread, when nothing is to be waited for any more
     */
    AmqpDialSession(UUID callId, DialListener listener, Executor events, Consumer<AmqpDialSession> settled) {
        this.callId = callId;
        this.listener = listener;
        this.events = events;
        this.settled = settled;
    }

    /** @param at cancelled when nothing is waited for any more */
    void deadline(Future<?> at) {
        deadline = at;
        if (done.get()) {
            at.cancel(false);
        }
    }

    /** Whether the message is still wanted; it is about to be sent. */
    boolean send() {
        sent = true;
        return !done.get();
    }

    @Override
    public void confirmed() {
        settle(new DialEvent.Ringing());
    }

    @Override
    public void failed(String reason) {
        settle(new DialEvent.Failed(reason));
    }

    private void settle(DialEvent event) {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        settled();
        Runnable tell = () -> {
            if (!silent) {
                listener.on(event);
            }
        };
        try {
            events.execute(tell);
        } catch (RejectedExecutionException e) {
            tell.run();
        }
    }

    @Override
    public void cancel() {
        silent = true;
        if (done.compareAndSet(false, true)) {
            settled();
        }
        if (sent) {
            LOG.debug("{}: a click-to-call queue takes nothing back; the resident's phone may ring on", callId);
        }
    }

    private void settled() {
        Future<?> at = deadline;
        if (at != null) {
            at.cancel(false);
        }
        settled.accept(this);
    }

    @Override
    public void close() {
        cancel();
    }
}
