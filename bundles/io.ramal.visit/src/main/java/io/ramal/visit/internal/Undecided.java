package io.ramal.visit.internal;

import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitOutcome;

/** Why nothing was decided, where it is not the resident's conversation that tells. */
enum Undecided {
    HANGUP("hangup"),
    TIME_OUT("time-out"),
    PROVIDER_ERROR("provider-error"),
    VISITOR_LEFT("visitor-left"),
    /** The visit was being ended. */
    CLOSING("closing");

    private final String reason;

    Undecided(String reason) {
        this.reason = reason;
    }

    /** Nobody's word. */
    ResidentDecision decision() {
        return new ResidentDecision(VisitOutcome.NO_DECISION, reason, false, 0, 0, "");
    }

    /** A word that came and does not count. */
    ResidentDecision instead(ResidentDecision word) {
        return new ResidentDecision(
                VisitOutcome.NO_DECISION, reason, word.key(), word.confidence(), word.answers(), word.words());
    }

    /** What it is called that a leg ended, or a word came, without counting. */
    static Undecided of(Standing standing) {
        return switch (standing) {
            case HERE -> HANGUP;
            case CLOSING -> CLOSING;
            case GONE -> VISITOR_LEFT;
        };
    }
}
