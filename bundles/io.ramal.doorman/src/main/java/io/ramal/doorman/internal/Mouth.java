package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.VisitData;

/** What leaves a conversation, and whether it is over. On the leg's thread. */
final class Mouth {
    private final ConversationListener listener;
    private VisitData known = VisitData.EMPTY;
    private boolean complete;
    private boolean over;

    Mouth(ConversationListener listener) {
        this.listener = listener;
    }

    /** Says something the caller may interrupt. */
    void say(long turn, String text) {
        emit(new ConversationEvent.Say(turn, text, true));
    }

    /** Says the last thing of the call and hangs up. */
    void farewell(long turn, String text) {
        emit(new ConversationEvent.Say(turn, text, false));
        emit(new ConversationEvent.Hangup());
        over = true;
    }

    /** Tells what is known, once for every change. */
    void learned(VisitData data, boolean nowComplete) {
        if (!data.equals(known) || nowComplete != complete) {
            known = data;
            complete = nowComplete;
            emit(new ConversationEvent.Learned(data, nowComplete));
        }
    }

    VisitData known() {
        return known;
    }

    boolean over() {
        return over;
    }

    /** Nothing is emitted any more. */
    void close() {
        over = true;
    }

    private void emit(ConversationEvent event) {
        if (!over) {
            listener.on(event);
        }
    }
}
