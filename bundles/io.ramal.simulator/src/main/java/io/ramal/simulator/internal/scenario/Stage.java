package io.ramal.simulator.internal.scenario;

/** How far somebody has come in a visit; what was reached stays reached. */
public enum Stage {
    /** The resident's telephone has rung. */
    RINGING,
    /** The resident has picked up. */
    ANSWERED,
    /** The server has taken the resident's answer, or that there was none. */
    DECIDED,
    /** The leg was up and is over. */
    GONE
}
