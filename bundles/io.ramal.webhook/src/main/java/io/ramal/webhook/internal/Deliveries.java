package io.ramal.webhook.internal;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told, in the order it happened to each visit: the next message of a visit leaves when the one before has
 * arrived or was given up. Different visits do not wait for each other, up to a number of messages under way at once.
 */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Courier courier;
    private final Executor thread;
    private final int capacity;
    private final int parallel;
    private final Semaphore places;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder crowdedOut = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    /** From here on only on the thread: messages by visit, the first of each being under way or next. */
    private final Map<UUID, Queue<Message>> visits = new HashMap<>();

    /** Visits whose first message is not under way. */
    private final Queue<UUID> idle = new ArrayDeque<>();

    private int underWay;
    private String trouble = "";

    /**
     * @param thread runs its tasks one after the other
     * @param capacity messages that may wait or be under way
     * @param parallel messages under way at once
     */
    Deliveries(Courier courier, Executor thread, int capacity, int parallel) {
        this.courier = courier;
        this.thread = thread;
        this.capacity = capacity;
        this.parallel = parallel;
        this.places = new Semaphore(capacity);
    }

    /** Never waits; any thread. */
    void offer(Message message) {
        if (closed.get() || !places.tryAcquire()) {
            crowdedOut.increment();
            return;
        }
        try {
            thread.execute(() -> add(message));
        } catch (RejectedExecutionException e) {
            places.release();
            crowdedOut.increment();
        }
    }

    private void add(Message message) {
        Queue<Message> queue = visits.computeIfAbsent(message.visit(), v -> new ArrayDeque<>());
        queue.add(message);
        if (queue.size() == 1) {
            idle.add(message.visit());
        }
        send();
    }

    private void send() {
        while (underWay < parallel && !idle.isEmpty()) {
            UUID visit = idle.remove();
            Queue<Message> queue = visits.getOrDefault(visit, new ArrayDeque<>());
            Message message = queue.element();
            underWay++;
            courier.deliver(message).whenCompleteAsync((answer, error) -> done(message, answer, error), thread);
        }
    }

    private void done(Message message, @Nullable HttpResponse<Void> answer, @Nullable Throwable error) {
        underWay--;
        count(message, answer, error);
        Queue<Message> queue = visits.getOrDefault(message.visit(), new ArrayDeque<>());
        queue.poll();
        if (queue.isEmpty()) {
            visits.remove(message.visit());
        } else {
            idle.add(message.visit());
        }
        places.release();
        send();
    }

    private void count(Message message, @Nullable HttpResponse<Void> answer, @Nullable Throwable error) {
        if (answer != null && Courier.taken(answer.statusCode())) {
            delivered.increment();
            say("", message);
            return;
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof Courier.OffException) {
            unsent.increment();
            return;
        }
        failed.increment();
        say(
                answer != null
                        ? "it answers " + answer.statusCode()
                        : cause == null ? "no answer" : cause.getClass().getSimpleName(),
                message);
    }

    /** Once as long as it is the same trouble. */
    private void say(String now, Message message) {
        if (now.equals(trouble)) {
            return;
        }
        trouble = now;
        if (now.isEmpty()) {
            LOG.info("Webhook: the receiver takes events again");
        } else {
            LOG.warn(
                    "Webhook: {} was given up, {}; look at the receiver, and at .url, .secret and timeout.ms of {}",
                    message,
                    now,
                    WebhookSettings.PID);
        }
    }

    long delivered() {
        return delivered.sum();
    }

    /** What was given up or not even tried, by fixed names. */
    Map<String, Long> drops() {
        return Map.of(
                "queue_full", crowdedOut.sum(),
                "failed", failed.sum(),
                "unsent", unsent.sum());
    }

    /** Takes nothing more, waits for what is under way at most {@code patience}, and counts the rest as unsent. */
    void close(Duration patience) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!places.tryAcquire(capacity, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                unsent.add(capacity - places.availablePermits());
            }
        } catch (InterruptedException e) {
            unsent.add(capacity - places.availablePermits());
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
