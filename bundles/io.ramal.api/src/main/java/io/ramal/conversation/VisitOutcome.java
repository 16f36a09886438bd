package io.ramal.conversation;

/** How a visit ended, as far as the resident's answer goes. Only {@link #AUTHORISED} lets anybody in. */
public enum VisitOutcome {
    /** Nothing has come of it yet. */
    PENDING,
    /** A resident has clearly said yes. */
    AUTHORISED,
    /** A resident has said no. */
    REFUSED,
    /** A resident was reached and never said anything clear, said nothing, or hung up: not authorised. */
    NO_DECISION,
    /** Nobody picked up. */
    NO_ANSWER,
    BUSY,
    /** The resident's phone turned the call down. */
    REJECTED,
    /** Nobody could be rung: no means of calling, or they failed. */
    UNREACHABLE,
    /** The visitor hung up before anything else came of it. */
    VISITOR_LEFT,
    /** The conversation ended without a resident having been called. */
    NOT_CALLED
}
