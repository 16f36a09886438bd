package io.ramal.speech.azure.internal;

import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Engines that are connected ahead, so that an utterance does not wait for the round trips of a connection. Whoever takes
 * one owns it; another is connected in its place. When nobody has taken one for a while all are closed, for an idle one
 * costs time and money too. Thread-safe; never calls an engine under its lock.
 */
final class Pool<E extends Engine> implements AutoCloseable {
    /**
     * How many and how long.
     *
     * @param spare connected ahead
     * @param keep at most so many are kept of those given back
     * @param idle after so long without use all are closed
     * @param connect longest time a connection may take
     */
    record Size(int spare, int keep, Duration idle, Duration connect) {}

    private final Supplier<E> maker;
    private final Size size;
    private final LongSupplier clock;
    private final Executor workers;
    private final Health health;

    private final Object lock = new Object();
    private final Deque<E> ready = new ArrayDeque<>();
    private final Map<E, Long> connecting = new HashMap<>();
    private int asked;
    private long lastUse;
    private boolean closed;

    /**
     * Makes an empty one.
     *
     * @param maker may throw
     * @param health told how connecting goes
     */
    Pool(Supplier<E> maker, Size size, LongSupplier clock, Executor workers, Health health) {
        this.maker = maker;
        this.size = size;
        this.clock = clock;
        this.workers = workers;
        this.health = health;
        this.lastUse = clock.getAsLong();
    }

    /** A connected one, or null when none is ready. */
    @Nullable
    E take() {
        E engine;
        synchronized (lock) {
            lastUse = clock.getAsLong();
            engine = ready.pollLast();
        }
        refill();
        return engine;
    }

    /** One that is not connected yet. */
    E make() {
        return maker.get();
    }

    /** Takes one back that has done its work. */
    void give(E engine) {
        engine.listen(event -> on(engine, event));
        boolean kept;
        synchronized (lock) {
            kept = !closed && ready.size() < Math.max(size.spare, size.keep);
            if (kept) {
                ready.addLast(engine);
            }
        }
        if (!kept) {
            dispose(engine);
        }
    }

    /** Frees one that may not be used again. */
    void dispose(E engine) {
        engine.close();
    }

    /** Connects as many as are missing. */
    void refill() {
        int missing;
        synchronized (lock) {
            missing = closed ? 0 : size.spare - ready.size() - connecting.size() - asked;
            asked += Math.max(0, missing);
        }
        for (int i = 0; i < missing; i++) {
            connectOne();
        }
    }

    /** Connects one, whether or not one is missing: health hears how that goes. */
    void probe() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            asked++;
        }
        connectOne();
    }

    private void connectOne() {
        try {
            workers.execute(this::open);
        } catch (RejectedExecutionException e) {
            synchronized (lock) {
                asked--;
            }
        }
    }

    private void open() {
        E engine;
        try {
            engine = maker.get();
        } catch (RuntimeException | LinkageError e) {
            synchronized (lock) {
                asked--;
            }
            health.failed(Failure.of(e), true);
            return;
        }
        boolean late;
        synchronized (lock) {
            asked--;
            late = closed;
            if (!late) {
                connecting.put(engine, clock.getAsLong());
            }
        }
        if (late) {
            dispose(engine);
            return;
        }
        engine.listen(event -> on(engine, event));
        try {
            engine.connect();
        } catch (RuntimeException | LinkageError e) {
            on(engine, new EngineEvent.Failed(Failure.of(e)));
        }
    }

    /** Of an engine that nobody has taken. */
    private void on(E engine, EngineEvent event) {
        if (event instanceof EngineEvent.Connected) {
            boolean mine;
            boolean kept;
            synchronized (lock) {
                mine = connecting.remove(engine) != null;
                kept = mine && !closed && ready.size() < size.spare;
                if (kept) {
                    ready.addLast(engine);
                }
            }
            if (mine) {
                health.connected();
            }
            if (mine && !kept) {
                dispose(engine);
            }
        } else if (event instanceof EngineEvent.Failed failed) {
            if (remove(engine)) {
                dispose(engine);
                health.failed(failed.failure(), true);
            }
        } else if (event instanceof EngineEvent.Disconnected && remove(engine)) {
            // a service ends what is idle; whoever comes next makes for another
            dispose(engine);
        }
    }

    private boolean remove(E engine) {
        synchronized (lock) {
            boolean wasConnecting = connecting.remove(engine) != null;
            return ready.remove(engine) || wasConnecting;
        }
    }

    /** Closes what nobody uses, and gives up what does not connect. */
    void tick() {
        List<E> idle = new ArrayList<>();
        List<E> late = new ArrayList<>();
        long now = clock.getAsLong();
        synchronized (lock) {
            connecting.forEach((engine, since) -> {
                if (now - since >= size.connect.toNanos()) {
                    late.add(engine);
                }
            });
            late.forEach(connecting::remove);
            if (now - lastUse >= size.idle.toNanos()) {
                idle.addAll(ready);
                ready.clear();
            }
        }
        idle.forEach(this::dispose);
        late.forEach(this::dispose);
        if (!late.isEmpty()) {
            health.failed(
                    new Failure(Failure.Kind.CONNECTION, "no connection within " + size.connect.toMillis() + " ms"),
                    true);
        }
    }

    /** What connects cannot yet: the time it may take has not begun. */
    void hold() {
        long now = clock.getAsLong();
        synchronized (lock) {
            connecting.replaceAll((engine, since) -> now);
        }
    }

    /** Connected and not taken. */
    int ready() {
        synchronized (lock) {
            return ready.size();
        }
    }

    /** Closes all that nobody has taken. */
    @Override
    public void close() {
        List<E> all = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            all.addAll(ready);
            all.addAll(connecting.keySet());
            ready.clear();
            connecting.clear();
        }
        all.forEach(this::dispose);
    }
}
