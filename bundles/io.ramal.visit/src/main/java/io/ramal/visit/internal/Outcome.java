package io.ramal.visit.internal;

import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitOutcome;

/**
 * What has come of a visit; what comes first stands. {@link VisitOutcome#AUTHORISED} comes only out of {@link #decided}.
 * Written on the visit's thread, read by any.
 */
final class Outcome {
    private volatile VisitOutcome value = VisitOutcome.PENDING;

    VisitOutcome value() {
        return value;
    }

    boolean pending() {
        return value == VisitOutcome.PENDING;
    }

    /** It ends without a resident's word; false when something has come of it before. */
    boolean without(VisitOutcome outcome) {
        if (outcome == VisitOutcome.AUTHORISED || outcome == VisitOutcome.PENDING) {
            throw new IllegalArgumentException(outcome + " does not come about without a resident");
        }
        return set(outcome);
    }

    /** The resident's word; false when something has come of it before. */
    boolean decided(ResidentDecision decision) {
        return set(decision.outcome());
    }

    private boolean set(VisitOutcome outcome) {
        if (!pending()) {
            return false;
        }
        value = outcome;
        return true;
    }
}
