package io.ramal.visit.internal;

import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.Resident;
import io.ramal.conversation.VisitData;
import java.util.List;

/** The visitor's leg and conversation, on its thread, which is the visit's. */
final class VisitorSide extends Side {
    /** Told on the visit's thread. */
    interface Owner {
        /** About every 100 ms. */
        void ticked();

        /** The conversation wants this resident to be called. */
        void call(VisitData data, Resident resident);

        /** The conversation comes to an end: nothing counts for the visitor any more. */
        void closing();

        /** The visitor's leg is gone. */
        void visitorGone(LineEnd how);
    }

    private final Owner owner;
    private volatile VisitData data = VisitData.EMPTY;
    private volatile int turns;
    private volatile boolean handedOver;
    private boolean ended;

    VisitorSide(Line line, VisitPlan plan, Means means, Story story, Owner owner) {
        super(line, plan, means, story, VisitData.EMPTY);
        this.owner = owner;
    }

    /** What the visitor has told; any thread. */
    VisitData data() {
        return data;
    }

    /** Turns of the visitor so far; any thread. */
    int turns() {
        return turns;
    }

    /** Whether the conversation has left the visitor to a human, on purpose or by failing; any thread. */
    boolean handedOver() {
        return handedOver;
    }

    /** Whether it was the conversation that came to an end. */
    boolean conversationEnded() {
        return ended;
    }

    @Override
    void ticked() {
        owner.ticked();
    }

    @Override
    void noted(LegEvent event) {
        if (event instanceof LegEvent.SpeechStarted started) {
            turns = (int) Math.max(turns, started.turn());
        }
    }

    @Override
    void wanted(ConversationEvent event) {
        if (event instanceof ConversationEvent.Learned learned) {
            learn(learned);
        } else if (event instanceof ConversationEvent.CallResident call) {
            // not while the conversation is at it: the answer may be there at once
            post(() -> owner.call(call.data(), call.resident()));
        } else if (event instanceof ConversationEvent.Hangup) {
            close(false);
        } else if (event instanceof ConversationEvent.HandOver) {
            close(true);
        }
    }

    @Override
    void failed() {
        close(true);
    }

    private void close(boolean human) {
        ended = true;
        handedOver |= human;
        owner.closing();
    }

    @Override
    void gone(LineEnd how) {
        if (!ended && how != LineEnd.CALLER_HANGUP && how != LineEnd.LOCAL_HANGUP) {
            // a visitor whose line broke, or whose server stops, may still be there
            handedOver = true;
        }
        owner.visitorGone(how);
    }

    private void learn(ConversationEvent.Learned learned) {
        VisitData now = learned.data();
        data = now;
        String known = story().transcripts()
                ? String.join(
                        ", ",
                        List.of(
                                "intent=" + now.intent(),
                                "name=" + now.visitorName(),
                                "apartment=" + now.apartment(),
                                "resident=" + now.residentName()))
                : "";
        story().fact(LegRole.VISITOR, Kind.LEARNED, learned.complete() ? "complete " + known : known, null);
    }
}
