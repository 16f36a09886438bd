package io.ramal.doorman.internal;

import io.ramal.ai.AiEvent;
import io.ramal.conversation.VisitData;
import java.util.ArrayList;
import java.util.List;

/** A question that was asked before the caller's turn was over, and what has come of it so far. On the leg's thread. */
final class Ahead {
    private final long turn;
    private final String words;
    private final VisitData known;
    private final List<AiEvent> held = new ArrayList<>(2);

    /** @param turn number of the question */
    Ahead(long turn, String content, VisitData known) {
        this.turn = turn;
        this.words = Plain.words(content);
        this.known = known;
    }

    long turn() {
        return turn;
    }

    void hold(AiEvent event) {
        held.add(event);
    }

    /** What has come, in order. */
    List<AiEvent> held() {
        return held;
    }

    /** Whether it has failed. */
    boolean failed() {
        return held.stream().anyMatch(e -> e instanceof AiEvent.Failed);
    }

    /** Whether the caller has said just that, but for how it is written, and nothing has been learned since. */
    boolean isAbout(String content, VisitData now) {
        return known.equals(now) && words.equals(Plain.words(content));
    }
}
