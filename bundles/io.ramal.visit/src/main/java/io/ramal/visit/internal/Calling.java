package io.ramal.visit.internal;

import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialEvent;
import io.ramal.dial.GateResult;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rings the resident, a few times if need be, until a leg is there or it is certain that none comes. At most one session is
 * open: the newest, which is kept for the gate once a leg is there, for the leg is the call it rang. Used on the visit's
 * thread; its clock is the ticks of the visitor's leg: no visitor, no calling.
 */
final class Calling {
    /** Told how it goes, on the visit's thread. */
    interface Listener {
        /** An attempt begins to ring. */
        void ringing(int attempt);

        /**
         * A provider's part in an attempt is over.
         *
         * @param provider empty when nobody could ring
         * @param result as in {@link io.ramal.call.CallEvent.Dialled}
         * @param why of a failure, for people; empty where there is nothing to tell
         */
        void dialled(int attempt, String provider, String result, String why, Duration duration);

        /** Nobody comes. Not told when somebody is there, or the visitor has left. */
        void nobody(VisitOutcome why);
    }

    /** News of the phone that was answered may come a little later than its leg. */
    private static final Duration OWN = Duration.ofSeconds(2);

    /** A provider that tells nothing, such as a queue, is given this much longer than it rings. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private enum State {
        RINGING,
        /** The phone was answered; the leg is on its way. */
        ANSWERED,
        PAUSING,
        /** A leg is there; it may be of an earlier session while the current one rings on. */
        DOUBTFUL,
        OVER
    }

    private final Dialler dialler;
    private final Expectation expectation;
    private final Executor thread;
    private final LongSupplier nanoClock;
    private final ResidentSettings settings;
    private final Listener listener;

    private State state = State.OVER;
    private int attempt;
    private int sessions;
    private long since;
    private @Nullable Ringing current;

    /** @param thread the visit's */
    Calling(
            Dialler dialler,
            Expectation expectation,
            Executor thread,
            LongSupplier nanoClock,
            ResidentSettings settings,
            Listener listener) {
        this.dialler = dialler;
        this.expectation = expectation;
        this.thread = thread;
        this.nanoClock = nanoClock;
        this.settings = settings;
        this.listener = listener;
    }

    void begin() {
        expectation.open();
        ring(false);
    }

    void tick() {
        long now = nanoClock.getAsLong();
        if (state == State.DOUBTFUL) {
            if (passed(now, OWN)) {
                stopRinging();
                state = State.OVER;
            }
            return;
        }
        if (!expectation.waiting()) {
            // the news of who came in is on its way here: what rings may be them
            return;
        }
        switch (state) {
            case RINGING -> {
                if (passed(now, settings.ring().plus(SLACK))) {
                    stopRinging();
                    unanswered("no_answer", VisitOutcome.NO_ANSWER);
                }
            }
            case ANSWERED -> {
                if (passed(now, settings.join())) {
                    stopRinging();
                    failed(
                            "the phone was answered, but its leg did not come in; does the dialplan bring it to the return port?");
                }
            }
            case PAUSING -> {
                if (passed(now, settings.pause())) {
                    ring(false);
                }
            }
            case DOUBTFUL, OVER -> {}
        }
    }

    /**
     * The resident's leg is there. Which session it is of nothing tells: where an earlier one may have brought it, the
     * current one is given a moment to say that it was answered, or else rings no longer. It is kept for the gate.
     */
    void joined() {
        boolean ringing = state == State.RINGING;
        if (ringing || state == State.ANSWERED) {
            dialled("answered");
        }
        state = ringing && sessions > 1 ? State.DOUBTFUL : State.OVER;
        since = nanoClock.getAsLong();
    }

    /** The visitor is gone, or the call is being ended: nobody is to be called any more. */
    void stop() {
        if (state == State.OVER) {
            return;
        }
        if (state == State.DOUBTFUL) {
            stopRinging();
        } else if (state == State.RINGING || state == State.ANSWERED) {
            if (expectation.taken()) {
                // who was rung has picked up; the news of it is on its way here
                dialled("answered");
            } else {
                stopRinging();
                dialled("cancelled");
            }
        }
        state = State.OVER;
        if (!expectation.taken()) {
            close();
        }
    }

    /** Opens the gate; false when nobody can, and nothing is told. */
    boolean openGate(Consumer<GateResult> result) {
        Ringing r = current;
        return r != null && r.openGate(result);
    }

    /** The visit is over. Idempotent. */
    void close() {
        state = State.OVER;
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Rings; {@code again} within the same attempt, because whoever did has failed. */
    private void ring(boolean again) {
        if (!expectation.waiting()) {
            // somebody came in the pause; the news of it is on its way here
            state = State.OVER;
            return;
        }
        if (!again) {
            attempt++;
        }
        boolean failed = again;
        while (true) {
            Ringing next = dialler.next().orElse(null);
            if (next == null) {
                if (!failed) {
                    listener.dialled(attempt, "", "failed", "", Duration.ZERO);
                }
                nobody(VisitOutcome.UNREACHABLE);
                return;
            }
            use(next);
            if (next.open(dialler.request(), event -> thread.execute(() -> on(next, event)))) {
                state = State.RINGING;
                if (!again) {
                    listener.ringing(attempt);
                }
                return;
            }
            failed = true;
            dialled("failed");
            dialler.exclude(next.provider());
        }
    }

    private void use(Ringing next) {
        if (current != null) {
            current.close();
        }
        current = next;
        sessions++;
        since = next.since();
    }

    private void on(Ringing from, DialEvent event) {
        if (from != current) {
            return;
        }
        if (state == State.DOUBTFUL && !(event instanceof DialEvent.Ringing)) {
            // it is the leg's own, or rings no longer
            state = State.OVER;
        } else if (state == State.RINGING && expectation.waiting()) {
            rings(event);
        } else if (state == State.ANSWERED && expectation.waiting() && event instanceof DialEvent.Failed) {
            // answered and dropped: no leg will come
            failed(((DialEvent.Failed) event).reason());
        }
    }

    private void rings(DialEvent event) {
        if (event instanceof DialEvent.Answered) {
            state = State.ANSWERED;
            since = nanoClock.getAsLong();
        } else if (event instanceof DialEvent.Busy) {
            unanswered("busy", VisitOutcome.BUSY);
        } else if (event instanceof DialEvent.NoAnswer) {
            unanswered("no_answer", VisitOutcome.NO_ANSWER);
        } else if (event instanceof DialEvent.Rejected) {
            dialled("rejected");
            nobody(VisitOutcome.REJECTED);
        } else if (event instanceof DialEvent.Failed f) {
            failed(f.reason());
        }
    }

    private void unanswered(String result, VisitOutcome outcome) {
        dialled(result);
        if (attempt >= settings.attempts()) {
            nobody(outcome);
        } else {
            state = State.PAUSING;
            since = nanoClock.getAsLong();
        }
    }

    private void failed(String why) {
        dialled("failed", why);
        if (current != null) {
            dialler.exclude(current.provider());
        }
        ring(true);
    }

    private void nobody(VisitOutcome why) {
        state = State.OVER;
        if (expectation.close()) {
            close();
            listener.nobody(why);
        }
    }

    private void stopRinging() {
        if (current != null) {
            current.cancel();
        }
    }

    private void dialled(String result) {
        dialled(result, "");
    }

    private void dialled(String result, String why) {
        Ringing r = current;
        if (r != null) {
            Duration rung = Duration.ofNanos(nanoClock.getAsLong() - r.since());
            listener.dialled(attempt, r.provider(), result, why, rung);
        }
    }

    private boolean passed(long now, Duration limit) {
        return now - since >= limit.toNanos();
    }
}
