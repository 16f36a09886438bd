package io.ramal.doorman.internal.talk;

import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.Resident;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;

/** What leaves a conversation, and whether it is over. On the leg's thread. */
public final class Mouth {
    private final ConversationListener listener;
    private VisitData known = VisitData.EMPTY;
    private boolean complete;
    private boolean over;

    public Mouth(ConversationListener listener) {
        this.listener = listener;
    }

    /** Says something the caller may interrupt. */
    public void say(long turn, String text) {
        emit(new ConversationEvent.Say(turn, text, true));
    }

    /** What was to be said is not important any more. */
    public void hush() {
        emit(new ConversationEvent.Hush());
    }

    /** Says the last thing of the call and hangs up. */
    public void farewell(long turn, String text) {
        last(turn, text, new ConversationEvent.Hangup());
    }

    /** Says that a human goes on, and hangs up. */
    public void handOver(long turn, String text) {
        last(turn, text, new ConversationEvent.HandOver());
    }

    private void last(long turn, String text, ConversationEvent end) {
        emit(new ConversationEvent.Say(turn, text, false));
        emit(end);
        over = true;
    }

    /** Tells what is known, once for every change. */
    public void learned(VisitData data, boolean nowComplete) {
        if (!data.equals(known) || nowComplete != complete) {
            known = data;
            complete = nowComplete;
            emit(new ConversationEvent.Learned(data, nowComplete));
        }
    }

    /** All is known: this resident is to be rung. */
    public void call(Resident resident) {
        emit(new ConversationEvent.CallResident(known, resident));
    }

    /** The resident has decided, or will not. */
    public void decided(ResidentDecision decision) {
        emit(new ConversationEvent.Decided(decision));
    }

    public VisitData known() {
        return known;
    }

    public boolean over() {
        return over;
    }

    /** Nothing is emitted any more. */
    public void close() {
        over = true;
    }

    private void emit(ConversationEvent event) {
        if (!over) {
            listener.on(event);
        }
    }
}
