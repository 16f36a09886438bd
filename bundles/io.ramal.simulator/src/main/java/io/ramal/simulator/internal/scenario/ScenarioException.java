package io.ramal.simulator.internal.scenario;

import java.io.IOException;

/** A scenario that cannot be read; the message names file, line and cure. */
public final class ScenarioException extends IOException {
    private static final long serialVersionUID = 1;

    public ScenarioException(String message) {
        super(message);
    }
}
