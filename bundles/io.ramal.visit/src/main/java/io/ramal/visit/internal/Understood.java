package io.ramal.visit.internal;

import io.ramal.call.LegEvent;
import io.ramal.conversation.ResidentDecision;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which engine understood what a resident has said lately. Used on the resident's thread. */
final class Understood {
    private static final int KEPT = 8;

    /** Newest first. */
    private final Deque<LegEvent.Heard> heard = new ArrayDeque<>(KEPT);

    void add(LegEvent.Heard what) {
        if (heard.size() == KEPT) {
            heard.removeLast();
        }
        heard.addFirst(what);
    }

    /** Who understood what decided; empty for keys and where nobody's words did. */
    String provider(ResidentDecision decision) {
        if (!decision.by().equals("speech") || heard.isEmpty()) {
            return "";
        }
        // a yes may be held for a while, and other words come after it
        return heard.stream()
                .filter(h -> !h.text().isBlank() && decision.words().contains(h.text()))
                .findFirst()
                .orElse(heard.getFirst())
                .provider();
    }
}
