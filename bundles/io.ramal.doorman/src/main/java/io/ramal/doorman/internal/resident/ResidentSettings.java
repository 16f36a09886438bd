package io.ramal.doorman.internal.resident;

import io.ramal.doorman.internal.decision.DecisionSettings;
import java.time.Duration;

/**
 * How a resident is asked.
 *
 * @param decision what counts as an answer
 * @param grace how long a yes by voice can still be taken back before it counts
 * @param limit for the decision, from the question on
 */
public record ResidentSettings(DecisionSettings decision, Duration grace, Duration limit) {
    public static final ResidentSettings DEFAULT =
            new ResidentSettings(DecisionSettings.DEFAULT, Duration.ofMillis(800), Duration.ofSeconds(60));
}
