package io.ramal.simulator.internal.scenario;

import io.ramal.conversation.VisitOutcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Outcomes of visits as scenarios write them: {@code no-answer}. */
public final class Outcomes {
    private Outcomes() {}

    /** The word of an outcome. */
    public static String word(VisitOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<VisitOutcome> of(String word) {
        return Arrays.stream(VisitOutcome.values())
                .filter(o -> o != VisitOutcome.PENDING && word(o).equals(word))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(VisitOutcome.values())
                .filter(o -> o != VisitOutcome.PENDING)
                .map(Outcomes::word)
                .collect(Collectors.joining(", "));
    }
}
