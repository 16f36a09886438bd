package io.ramal.testkit;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rings nobody; the test says how it goes. Used on one thread. */
public final class FakeDial implements DialProvider {
    /** Where a provider throws. */
    public enum Step {
        SERVES,
        OPEN,
        CANCEL,
        GATE,
        CLOSE
    }

    private final ProviderInfo info;
    private final List<Session> sessions = new ArrayList<>();
    private final Set<Step> failing = EnumSet.noneOf(Step.class);
    private Predicate<DialRequest> serving = r -> true;
    private Predicate<DialRequest> claiming = r -> false;
    private @Nullable GateResult gate;

    public FakeDial(String id) {
        info = new ProviderInfo(id, ProviderRole.DIAL, Set.of(), "scripted telephone");
    }

    /** Throws at these steps from now on. */
    public FakeDial failing(Step... steps) {
        failing.addAll(List.of(steps));
        return this;
    }

    /** Rings for these visits only. */
    public FakeDial serving(Predicate<DialRequest> visits) {
        serving = visits;
        return this;
    }

    /** Claims these visits, and rings for no others. */
    public FakeDial claiming(Predicate<DialRequest> visits) {
        claiming = visits;
        return serving(visits);
    }

    /** Answers at once when a gate is to be opened; null: only {@link Session#gate} does. */
    public FakeDial gate(@Nullable GateResult result) {
        gate = result;
        return this;
    }

    /** Every session opened so far. */
    public List<Session> sessions() {
        return List.copyOf(sessions);
    }

    /** The newest session. */
    public Session last() {
        return sessions.get(sessions.size() - 1);
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public ProviderHealth health() {
        return ProviderHealth.READY;
    }

    @Override
    public boolean serves(DialRequest request) {
        failAt(Step.SERVES);
        return serving.test(request);
    }

    @Override
    public boolean claims(DialRequest request) {
        failAt(Step.SERVES);
        return claiming.test(request);
    }

    @Override
    public Session open(DialRequest request, DialListener listener) {
        failAt(Step.OPEN);
        Session session = new Session(request, listener);
        sessions.add(session);
        return session;
    }

    private void failAt(Step step) {
        if (failing.contains(step)) {
            throw new IllegalStateException("scripted");
        }
    }

    /** One attempt; remembers what was asked of it. */
    public final class Session implements DialSession {
        private final DialRequest request;
        private final DialListener listener;
        private @Nullable Consumer<GateResult> waiting;
        private int cancelled;
        private int gates;
        private int closed;

        private Session(DialRequest request, DialListener listener) {
            this.request = request;
            this.listener = listener;
        }

        public DialRequest request() {
            return request;
        }

        public int cancelled() {
            return cancelled;
        }

        /** How often a gate was to be opened. */
        public int gates() {
            return gates;
        }

        public int closed() {
            return closed;
        }

        /** Tells how it goes, also after the end: late news must hurt nobody. */
        public void emit(DialEvent event) {
            listener.on(event);
        }

        /** Tells what has become of the gate. */
        public void gate(GateResult result) {
            if (waiting != null) {
                waiting.accept(result);
            }
        }

        @Override
        public void cancel() {
            cancelled++;
            failAt(Step.CANCEL);
        }

        @Override
        public void openGate(Consumer<GateResult> result) {
            gates++;
            waiting = result;
            failAt(Step.GATE);
            if (gate != null) {
                result.accept(gate);
            }
        }

        @Override
        public void close() {
            closed++;
            failAt(Step.CLOSE);
        }
    }
}
