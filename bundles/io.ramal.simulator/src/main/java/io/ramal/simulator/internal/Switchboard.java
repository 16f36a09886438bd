package io.ramal.simulator.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Rings the residents of the simulated visits that are up, and nobody else. Any thread. */
final class Switchboard implements DialProvider, CallObserver {
    private static final ProviderInfo INFO = new ProviderInfo(
            "simulator", ProviderRole.DIAL, Set.of(), "rings the made-up residents of simulated visits, nobody else");

    private record Up(VisitRun run, CompletableFuture<Void> over) {}

    private final Map<UUID, Up> visits = new ConcurrentHashMap<>();

    void add(UUID id, VisitRun run) {
        visits.put(id, new Up(run, new CompletableFuture<>()));
    }

    void remove(UUID id) {
        Up visit = visits.remove(id);
        if (visit != null) {
            visit.over().complete(null);
        }
    }

    /**
     * Hangs up all visits and waits until they are over.
     *
     * @return whether they are
     */
    boolean stop(Duration patience) throws InterruptedException {
        List<CompletableFuture<Void>> open = new ArrayList<>();
        for (Up visit : visits.values()) {
            visit.run().stop();
            open.add(visit.over());
        }
        try {
            CompletableFuture.allOf(open.toArray(new CompletableFuture<?>[0]))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public boolean serves(DialRequest request) {
        return visits.containsKey(request.callId());
    }

    /** The same: nobody else may ring for a visit of ours. */
    @Override
    public boolean claims(DialRequest request) {
        return serves(request);
    }

    /** Hears what decided; the ledger of calls tells only what was decided. */
    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEvent.Decided decided) {
            Up visit = visits.get(decided.callId());
            if (visit != null) {
                visit.run().decided(decided.decision().by());
            }
        }
    }

    @Override
    public DialSession open(DialRequest request, DialListener listener) {
        Up visit = visits.get(request.callId());
        if (visit != null) {
            return visit.run().phone().ring(request, listener);
        }
        listener.on(new DialEvent.Failed("no simulated visit has this id"));
        return new Nothing();
    }

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    private static final class Nothing implements DialSession {
        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
