package io.ramal.helper;

import io.ramal.helper.wire.Reply;
import io.ramal.provider.ProviderHealth;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sentences waiting for a helper, and the helpers. {@link #submit}, {@link #cancel} and {@link #health} may be called
 * from any thread and return at once; everything else happens on the loop's thread.
 */
public final class HelperPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HelperPool.class);

    /** After so many failures in a row nobody waits for the next try. */
    private static final int HOPELESS = 3;

    private final Loop loop;
    private final String engine;
    private final String closing;
    private final Duration requestTimeout;
    private final int queueMax;
    private final List<HelperSlot> slots = new ArrayList<>();
    private final Deque<SpeechJob> queue = new ArrayDeque<>();
    /** Sentences submitted and not yet begun: bounds the loop's own queue as well. */
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile ProviderHealth health = ProviderHealth.starting("the speech helper is starting");
    private boolean closed;

    /** @param greeted told of every helper that is up, before it is given a sentence */
    public HelperPool(PoolSettings settings, Helper.Launcher launcher, Consumer<Reply.Hello> greeted, Loop loop) {
        this.loop = loop;
        this.engine = settings.engine();
        this.closing = engine + " is being stopped";
        this.requestTimeout = settings.requestTimeout();
        this.queueMax = settings.queueMax();
        HelperSlot.Owner owner = new HelperSlot.Owner() {
            @Override
            public void changed() {
                HelperPool.this.changed();
            }

            @Override
            public void greeted(Reply.Hello hello) {
                greeted.accept(hello);
            }

            @Override
            public void again(SpeechJob job) {
                waiting.incrementAndGet();
                enqueue(job, true);
            }
        };
        for (int i = 0; i < settings.processes(); i++) {
            slots.add(new HelperSlot(loop, launcher, settings, owner));
        }
    }

    /** Starts the helpers, in the background. */
    public void start() {
        slots.forEach(slot -> loop.execute(slot::start));
    }

    public ProviderHealth health() {
        return health;
    }

    /** Speaks a sentence as soon as a helper is free; it fails when too many are waiting or none can ever be. */
    public void submit(SpeechJob job) {
        if (waiting.incrementAndGet() > queueMax) {
            waiting.decrementAndGet();
            loop.execute(() -> job.fail("more than " + queueMax + " sentences are waiting to be spoken"));
            return;
        }
        loop.execute(() -> {
            enqueue(job, false);
            changed();
        });
    }

    /** Stops a sentence wherever it is. */
    public void cancel(SpeechJob job) {
        job.cancel();
        loop.execute(() -> {
            if (queue.remove(job)) {
                waiting.decrementAndGet();
            }
            slots.forEach(slot -> slot.cancel(job));
        });
    }

    /** Kills the helpers; sentences not finished fail. The loop must still run. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            health = ProviderHealth.unavailable(closing, "start the bundle");
            slots.forEach(slot -> slot.close(closing));
            failQueue(closing);
        });
    }

    private void enqueue(SpeechJob job, boolean first) {
        if (closed) {
            waiting.decrementAndGet();
            job.fail(closing);
            return;
        }
        if (first) {
            queue.addFirst(job);
        } else {
            queue.addLast(job);
        }
        long turn = job.nextTurn();
        loop.after(requestTimeout, () -> {
            if (job.hasTurn(turn) && queue.remove(job)) {
                waiting.decrementAndGet();
                job.fail("no speech helper was free within " + requestTimeout.toMillis() + " ms");
            }
        });
    }

    private void changed() {
        if (closed) {
            return;
        }
        assess();
        if (health.state() == ProviderHealth.State.UNAVAILABLE) {
            failQueue(health.reason());
            return;
        }
        for (HelperSlot slot : slots) {
            while (slot.idle() && !queue.isEmpty()) {
                SpeechJob job = queue.removeFirst();
                waiting.decrementAndGet();
                if (!job.over()) {
                    slot.speak(job);
                }
            }
        }
    }

    private void failQueue(String reason) {
        List<SpeechJob> failed = new ArrayList<>(queue);
        queue.clear();
        waiting.addAndGet(-failed.size());
        failed.forEach(job -> job.fail(reason));
    }

    private void assess() {
        ProviderHealth before = health;
        ProviderHealth now = compute();
        health = now;
        if (before.state() == now.state()) {
            return;
        }
        if (now.ready()) {
            log.info("{} speaks", engine);
        } else {
            log.warn(
                    "{} is {}: {}{}",
                    engine,
                    now.state(),
                    now.reason(),
                    now.cure().isEmpty() ? "" : "; " + now.cure());
        }
    }

    private ProviderHealth compute() {
        if (slots.stream().anyMatch(HelperSlot::ready)) {
            return ProviderHealth.READY;
        }
        HelperSlot worst = slots.get(0);
        for (HelperSlot slot : slots) {
            if (slot.failures() > worst.failures()) {
                worst = slot;
            }
        }
        boolean hopeless = slots.stream()
                .allMatch(s -> s.failures() >= HOPELESS
                        || (s.failures() > 0 && !s.cure().isEmpty()));
        if (!hopeless) {
            return ProviderHealth.starting(worst.reason());
        }
        return ProviderHealth.unavailable(
                worst.reason(),
                worst.cure().isEmpty() ? "it is tried again every 10 s; the log says more at DEBUG" : worst.cure());
    }
}
