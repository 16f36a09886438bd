package io.ramal.simulator.internal;

import io.ramal.call.CallSimulator.Step;
import io.ramal.dial.DialEvent;
import io.ramal.dial.DialListener;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.Script;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The resident's telephone in one simulated visit: rings as often as the server asks and does what the scenario says. {@link
 * #ring} and what it returns may be used by any thread; the rest belongs to the thread that plays the visit, which also
 * tells the listeners.
 */
final class Phone {
    /** Picking up: connects the resident's leg. */
    @FunctionalInterface
    interface PickUp {
        /** @return why the leg cannot come in, empty when it is on its way */
        String connect(Script.Attempt attempt, DialRequest request);
    }

    /** A server that rings more often than this at once has lost its wits. */
    private static final int MAX_WAITING = 8;
    /** A telephone that rings this long after the visitor has left rings for nobody. */
    private static final long FOR_NOBODY = Duration.ofSeconds(3).toNanos();

    private final List<Script.Attempt> attempts;
    private final PickUp pickUp;
    private final Consumer<Step> progress;
    private final Queue<Ring> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Queue<String> gate = new ArrayBlockingQueue<>(MAX_WAITING);

    private long callStart;
    private long now;
    private int rung;
    private @Nullable Ring current;
    private @Nullable Long visitorGone;
    private String complaint = "";

    Phone(List<Script.Attempt> attempts, PickUp pickUp, Consumer<Step> progress) {
        this.attempts = attempts;
        this.pickUp = pickUp;
        this.progress = progress;
    }

    /** The server asks for a resident. */
    DialSession ring(DialRequest request, DialListener listener) {
        Ring ring = new Ring(request, listener);
        if (!waiting.offer(ring)) {
            listener.on(new DialEvent.Failed("the simulated telephone is asked to ring too often"));
        }
        return ring;
    }

    /** The visitor's call has begun. */
    void begin(long nanoTime) {
        callStart = nanoTime;
        now = nanoTime;
    }

    /** The visitor's leg is over. */
    void visitorGone(long nanoTime) {
        if (visitorGone == null) {
            visitorGone = nanoTime;
        }
    }

    /** Some time has passed. */
    void tick(long nanoTime) {
        now = nanoTime;
        for (String what = gate.poll(); what != null; what = gate.poll()) {
            progress.accept(Telling.step(now - callStart, "gate", what));
        }
        Ring ring = current;
        if (ring == null) {
            ring = waiting.poll();
            if (ring == null || ring.ended) {
                return;
            }
            begin(ring);
        }
        go(ring);
    }

    boolean rang() {
        return rung > 0;
    }

    boolean ringing() {
        return current != null || !waiting.isEmpty();
    }

    /** What went wrong, empty when nothing did. */
    String complaint() {
        return complaint;
    }

    /** What a scenario counts on and the server has not rung for, null when it has done all. */
    Scenario.@Nullable Step missed() {
        return rung >= attempts.size() || !attempts.get(rung).scripted()
                ? null
                : attempts.get(rung).phone();
    }

    private void begin(Ring ring) {
        current = ring;
        ring.attempt = attempts.get(Math.min(rung, attempts.size() - 1));
        ring.began = now;
        rung++;
        tell("rings" + (rung > 1 ? ", for time " + rung : ""));
        Move.Fate fate = ring.attempt.move().fate();
        if (fate != Move.Fate.BUSY && fate != Move.Fate.FAIL) {
            ring.emit(new DialEvent.Ringing());
        }
    }

    private void go(Ring ring) {
        Script.Attempt attempt = ring.attempt;
        long rings = now - ring.began;
        if (attempt == null) {
            return;
        }
        if (ring.ended) {
            over("stops ringing");
            if (attempt.move().fate() == Move.Fate.ANSWER && visitorGone == null) {
                complain("the telephone stopped ringing before it was answered", attempt);
            }
        } else if (visitorGone != null && now - visitorGone >= FOR_NOBODY) {
            complain(
                    "the telephone still rang " + FOR_NOBODY / 1_000_000_000L + " s after the visitor had left",
                    attempt);
            over("rings for nobody");
            ring.emit(new DialEvent.NoAnswer());
        } else if (rings >= ring.request.ringTimeout().toNanos()) {
            over("is not answered");
            ring.emit(new DialEvent.NoAnswer());
        } else if (attempt.move().fate() != Move.Fate.NO_ANSWER
                && rings >= attempt.move().after().toNanos()) {
            fate(ring, attempt);
        }
    }

    private void fate(Ring ring, Script.Attempt attempt) {
        switch (attempt.move().fate()) {
            case ANSWER -> answer(ring, attempt);
            case BUSY -> end(ring, "is busy", new DialEvent.Busy());
            case REJECT -> end(ring, "is told to reject the call", new DialEvent.Rejected());
            case FAIL, NO_ANSWER -> end(ring, "cannot be reached", new DialEvent.Failed("the scenario wants it so"));
        }
    }

    private void answer(Ring ring, Script.Attempt attempt) {
        String why = pickUp.connect(attempt, ring.request);
        if (why.isEmpty()) {
            end(ring, "is answered", new DialEvent.Answered());
        } else {
            complain(why, attempt);
            end(ring, "cannot be connected", new DialEvent.Failed(why));
        }
    }

    private void end(Ring ring, String what, DialEvent event) {
        over(what);
        ring.emit(event);
    }

    private void over(String what) {
        current = null;
        tell(what);
    }

    private void complain(String what, Script.Attempt attempt) {
        if (complaint.isEmpty()) {
            Scenario.Step step = attempt.phone();
            complaint = what + (attempt.scripted() ? " (line " + step.line() + ": " + step.text() + ")" : "");
        }
    }

    private void tell(String what) {
        progress.accept(Telling.step(now - callStart, "telephone", what));
    }

    /** One attempt as the server sees it. */
    private final class Ring implements DialSession {
        private final DialRequest request;
        private final DialListener listener;
        private volatile boolean ended;
        private Script.@Nullable Attempt attempt;
        private long began;

        Ring(DialRequest request, DialListener listener) {
            this.request = request;
            this.listener = listener;
        }

        private void emit(DialEvent event) {
            if (!ended) {
                listener.on(event);
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }

        /** There is no gate: the scenario's people see that it would be opened now. */
        @Override
        public void openGate(Consumer<GateResult> result) {
            gate.offer("would be opened now");
            result.accept(GateResult.NONE);
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
