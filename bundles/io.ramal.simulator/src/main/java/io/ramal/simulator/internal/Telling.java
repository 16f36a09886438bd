package io.ramal.simulator.internal;

import io.ramal.call.CallSimulator.Step;
import java.time.Duration;
import java.util.Locale;

/** Lines of progress, in the columns of the server's own story: who, what. */
final class Telling {
    private Telling() {}

    /** @param sinceStart ns since the visitor's call began */
    static Step step(long sinceStart, String who, String what) {
        return new Step(Duration.ofNanos(sinceStart), String.format(Locale.ROOT, "%-14s %s", who, what));
    }
}
