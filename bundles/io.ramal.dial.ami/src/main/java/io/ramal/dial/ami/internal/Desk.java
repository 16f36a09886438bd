package io.ramal.dial.ami.internal;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialRequest;
import io.ramal.dial.GateResult;
import io.ramal.provider.ProviderHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread on which attempts, gates and the connection's state live. {@link #open}, {@link #openGate}, {@link
 * #closed}, {@link #run}, {@link #retire} and {@link #manager} may be called from any thread.
 */
final class Desk implements Manager.Events {
    private final AmiSettings settings;
    private final Timing timing;
    private final ScheduledExecutorService thread;
    private final Supplier<UUID> ids;
    private final Runnable ended;
    private final String token;
    private final Manager manager;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private int sessions;
    private boolean retired;
    private boolean shut;

    /**
     * @param ids new ones, whenever asked
     * @param ended told once, on the thread, when nothing is left to do after {@link #retire}
     */
    Desk(AmiSettings settings, Timing timing, ScheduledExecutorService thread, Supplier<UUID> ids, Runnable ended) {
        this.settings = settings;
        this.timing = timing;
        this.thread = thread;
        this.ids = ids;
        this.ended = ended;
        token = Manager.MARK + ids.get().toString().substring(0, 8);
        manager = new Manager(settings, timing, thread, token, this);
    }

    void start(Executor reader) {
        manager.start(reader);
    }

    Manager manager() {
        return manager;
    }

    Timing timing() {
        return timing;
    }

    Attempt open(DialRequest request, DialListener listener) {
        String id = token + "-" + ids.get();
        Attempt attempt = new Attempt(this, id, request, listener);
        boolean taken = run(() -> {
            sessions++;
            attempts.put(id, attempt);
            attempt.start(settings);
        });
        if (!taken) {
            listener.on(new DialEvent.Failed("ringing by " + AmiSettings.PID + " has been stopped"));
        }
        return attempt;
    }

    void openGate(DialRequest request, Consumer<GateResult> result) {
        AtomicBoolean once = new AtomicBoolean();
        Gate gate = new Gate(this, settings.gates(), request.extension().number(), request.callId(), told -> {
            if (once.compareAndSet(false, true)) {
                result.accept(told);
            }
        });
        if (!run(gate::open)) {
            result.accept(
                    settings.gates().of(request.extension().number()).isEmpty() ? GateResult.NONE : GateResult.FAILED);
        }
    }

    /** Why nothing can be rung, empty when it can. */
    String unfit() {
        ProviderHealth health = manager.health();
        return shut ? "stopped" : health.reason();
    }

    /** A session has been closed. */
    void closed() {
        run(() -> {
            sessions--;
            endIfIdle();
        });
    }

    void forget(String id) {
        attempts.remove(id);
        endIfIdle();
    }

    @Override
    public void heard(Message m) {
        Attempt attempt = attempts.get(m.isEvent("OriginateResponse") ? m.get("ActionID") : m.get("Uniqueid"));
        if (attempt != null) {
            attempt.heard(m);
        }
    }

    @Override
    public void lost(String reason) {
        List.copyOf(attempts.values()).forEach(a -> a.abandon(reason));
    }

    /** Ends when the last session is closed, at the latest after the grace time: visits keep what they have leased. */
    void retire(Duration grace) {
        run(() -> {
            retired = true;
            later(grace, this::shut);
            endIfIdle();
        });
    }

    private void endIfIdle() {
        if (retired && sessions <= 0 && attempts.isEmpty()) {
            shut();
        }
    }

    private void shut() {
        if (!shut) {
            shut = true;
            List.copyOf(attempts.values()).forEach(a -> a.abandon("ringing has been stopped"));
            manager.close();
            ended.run();
        }
    }

    /** Runs something soon; false when the desk has been closed. */
    boolean run(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    void later(Duration delay, Runnable task) {
        if (!thread.isShutdown()) {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
