package io.ramal.dial.amqp.internal;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel in confirm mode, and the messages the broker has not confirmed yet. Published to on one thread; word from the
 * broker comes on the connection's.
 */
final class ConfirmedChannel {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedChannel.class);
    /** Written to disk by the broker before it confirms. */
    private static final int PERSISTENT = 2;

    private record Waiting(String messageId, Publication publication) {}

    private final Channel channel;
    private final String queue;
    private final Runnable doubt;
    private final ConcurrentNavigableMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();

    /** @param doubt run on the connection's thread when a message was refused: the queue may be gone */
    ConfirmedChannel(Channel channel, String queue, Runnable doubt) throws IOException {
        this.channel = channel;
        this.queue = queue;
        this.doubt = doubt;
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, multiple) -> take(tag, multiple).values().forEach(w -> w.publication.confirmed()),
                (tag, multiple) -> {
                    fail(take(tag, multiple), "the broker could not keep the message");
                    doubt.run();
                });
        channel.addReturnListener(this::returned);
        channel.addShutdownListener(cause -> lost());
    }

    /**
     * May wait as long as the broker does not read.
     *
     * @param expiryMillis after which the broker throws it away, 0 for never
     */
    void publish(byte[] body, long expiryMillis, Publication publication) {
        // a return does not carry the number the confirmation has
        String messageId = UUID.randomUUID().toString();
        AMQP.BasicProperties.Builder properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .messageId(messageId);
        if (expiryMillis > 0) {
            properties.expiration(Long.toString(expiryMillis));
        }
        long number = channel.getNextPublishSeqNo();
        waiting.put(number, new Waiting(messageId, publication));
        try {
            channel.basicPublish("", queue, true, properties.build(), body);
        } catch (IOException | ShutdownSignalException e) {
            waiting.remove(number);
            publication.failed("connection to the broker lost before the message was sent");
        }
    }

    /** Waits until the broker has told of everything, at most so long. */
    void await(long millis) {
        try {
            channel.waitForConfirms(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ShutdownSignalException e) {
            LOG.debug("Closing with {} messages unconfirmed", waiting.size());
        }
    }

    /** Nobody waits for this one any more. */
    void forget(Publication publication) {
        waiting.values().removeIf(w -> w.publication == publication);
    }

    /** The broker tells of a returned message before it confirms that it has dealt with it. */
    private void returned(Return message) {
        String id = message.getProperties().getMessageId();
        waiting.entrySet().stream()
                .filter(e -> e.getValue().messageId.equals(id))
                .findFirst()
                .ifPresent(e -> {
                    waiting.remove(e.getKey());
                    e.getValue().publication.failed("the broker has no queue " + queue);
                });
        doubt.run();
    }

    private void lost() {
        fail(take(Long.MAX_VALUE, true), "connection to the broker lost before it confirmed the message");
    }

    private Map<Long, Waiting> take(long number, boolean multiple) {
        Map<Long, Waiting> all = multiple ? waiting.headMap(number, true) : waiting.subMap(number, true, number, true);
        Map<Long, Waiting> taken = Map.copyOf(all);
        all.keySet().removeAll(taken.keySet());
        return taken;
    }

    private static void fail(Map<Long, Waiting> messages, String reason) {
        messages.values().forEach(w -> w.publication.failed(reason));
    }
}
