package io.ramal.conversation;

import java.util.Objects;

/**
 * What the conversation with a resident has come to.
 *
 * @param outcome {@link VisitOutcome#AUTHORISED}, {@link VisitOutcome#REFUSED} or {@link VisitOutcome#NO_DECISION}
 * @param reason class of phrase or event that decided, one of a few fixed lower-case words such as {@code permission} or
 *     {@code time-out}; tells nobody's words
 * @param key whether a key decided
 * @param confidence of the speech engine in what decided, 0 to 1; 1 for keys, 0 where nothing was understood
 * @param answers how many answers, clear or not, it took
 * @param words what was said last, empty for keys and where nothing was understood; kept only where transcripts are on
 */
public record ResidentDecision(
        VisitOutcome outcome, String reason, boolean key, double confidence, int answers, String words) {
    public ResidentDecision {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(words);
        if (outcome != VisitOutcome.AUTHORISED
                && outcome != VisitOutcome.REFUSED
                && outcome != VisitOutcome.NO_DECISION) {
            throw new IllegalArgumentException(outcome + " is no decision of a resident");
        }
    }

    /** The only thing a gate may be opened on. */
    public boolean authorised() {
        return outcome == VisitOutcome.AUTHORISED;
    }

    /**
     * What decided, as records tell it: {@code key}, {@code speech}, or {@code event} when it came to an end without
     * anything understood, such as by a time-out or the resident hanging up.
     */
    public String by() {
        if (key) {
            return "key";
        }
        return outcome != VisitOutcome.NO_DECISION || confidence > 0 ? "speech" : "event";
    }

    /** The same without anybody's words. */
    public ResidentDecision wordless() {
        return new ResidentDecision(outcome, reason, key, confidence, answers, "");
    }
}
