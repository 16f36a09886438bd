package io.ramal.leg.internal;

/** How a turn of the caller and what we said got into each other's way. Owned by the leg's thread. */
final class Overlap {
    private boolean talkedOver;
    private boolean sounded;
    private boolean interrupted;

    /** We were talking during the turn. */
    void talkedOver() {
        talkedOver = true;
    }

    boolean wasTalkedOver() {
        return talkedOver;
    }

    /** A frame of ours left while the turn was open. */
    void sounded() {
        sounded = true;
    }

    /** Whether the turn may hold an echo of what we said. */
    boolean mayEcho() {
        return talkedOver || sounded;
    }

    /** The turn has interrupted us. */
    void interrupted() {
        interrupted = true;
    }

    boolean hasInterrupted() {
        return interrupted;
    }
}
