package io.ramal.visit.internal;

import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitOutcome;

/**
 * What the resident's word comes to: one word is taken, and what is told of it is what counts. A yes that comes when the
 * visitor is gone, or about to be, is no decision, on record as for the gate. Used on the visit's thread; {@link #value}
 * by any.
 */
final class Ruling {
    private final Chronicle chronicle;
    private final Outcome outcome = new Outcome();
    private boolean decided;

    Ruling(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** What has come of the visit so far. */
    VisitOutcome value() {
        return outcome.value();
    }

    boolean pending() {
        return outcome.pending();
    }

    /** Whether a word was taken, or it is certain that there is none. */
    boolean decided() {
        return decided;
    }

    /** The visit ends without a resident's word; false when something has come of it before. */
    boolean without(VisitOutcome why) {
        return outcome.without(why);
    }

    /**
     * The one way to a decision, and of all ways to an outcome the only one to {@link VisitOutcome#AUTHORISED}.
     *
     * @param provider who understood what decided, empty for nobody
     * @return whether it counts for the visitor
     */
    boolean decide(ResidentDecision word, String provider, Standing standing) {
        if (decided) {
            return false;
        }
        decided = true;
        boolean counts = standing == Standing.HERE && outcome.decided(word);
        if (counts || !word.authorised()) {
            chronicle.decided(word, provider);
        } else {
            Standing now = standing == Standing.HERE ? Standing.CLOSING : standing;
            chronicle.decided(Undecided.of(now).instead(word), provider);
        }
        return counts;
    }
}
