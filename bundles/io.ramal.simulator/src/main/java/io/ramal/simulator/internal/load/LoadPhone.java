package io.ramal.simulator.internal.load;

import io.ramal.simulator.internal.load.VisitPlan.Fate;
import io.ramal.simulator.internal.load.VisitPlan.Ring;

/** A resident's phone that was rung, as the manager interface tells it. Times are nanoseconds. */
final class LoadPhone {
    /** From the Originate to the first ring. */
    private static final long ALERTING = 100_000_000L;

    private final ManagerServer manager;
    private final String channel;
    private final Ring ring;
    private final long begin;
    private final long end;
    private State state = State.DIALLED;

    enum State {
        DIALLED,
        RINGING,
        /** The channel is in the dialplan. */
        ANSWERED,
        /** Nobody picked up; the channel is gone. */
        FAILED,
        /** Picked up and hung up, or silenced before; the channel is gone. */
        GONE
    }

    /** @param patience how long it may ring */
    LoadPhone(ManagerServer manager, String channel, Ring ring, long patience, long now) {
        this.manager = manager;
        this.channel = channel;
        this.ring = ring;
        this.begin = now;
        this.end =
                now + (ring.fate() == Fate.NO_ANSWER ? patience : Math.min(patience, ring.afterMillis() * 1_000_000L));
    }

    String channel() {
        return channel;
    }

    Fate fate() {
        return ring.fate();
    }

    State state() {
        return state;
    }

    boolean isUnanswered() {
        return state == State.DIALLED || state == State.RINGING;
    }

    /** @return whether it was picked up just now */
    boolean tick(long now) {
        if (state == State.DIALLED && now - begin >= ALERTING) {
            state = State.RINGING;
            manager.ringing(channel);
        }
        if (state != State.RINGING || now - end < 0) {
            return false;
        }
        if (ring.fate() == Fate.ANSWERS) {
            state = State.ANSWERED;
            manager.answered(channel);
            return true;
        }
        state = State.FAILED;
        switch (ring.fate()) {
            case BUSY -> manager.failed(channel, "0", "17", "SIP 486 Busy Here");
            case NO_ANSWER -> manager.failed(channel, "3", "19", "");
            case REJECTS -> manager.failed(channel, "0", "21", "SIP 603 Decline");
            default -> manager.failed(channel, "0", "20", "");
        }
        return false;
    }

    /** The server wants it silent, or its leg is over. */
    void hangup() {
        if (isUnanswered()) {
            state = State.GONE;
            manager.failed(channel, "0", "16", "");
        } else if (state == State.ANSWERED) {
            state = State.GONE;
            manager.gone(channel, "16", "");
        }
    }
}
