package io.ramal.http.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the pair a number belongs to. */
final class Numbers {
    /** A pair, and what the number is of it. */
    record Match(ExtensionStatus status, LegRole role) {}

    private Numbers() {}

    /** An AI number before a return number; of several rows that claim a number the one that runs. */
    static Optional<Match> find(List<ExtensionStatus> all, String number) {
        return best(all.stream()
                        .filter(s -> s.extension().number().equals(number))
                        .toList())
                .map(s -> new Match(s, LegRole.VISITOR))
                .or(() -> best(all.stream()
                                .filter(s -> s.extension().returnNumber().equals(number))
                                .toList())
                        .map(s -> new Match(s, LegRole.RESIDENT)));
    }

    private static Optional<ExtensionStatus> best(List<ExtensionStatus> claimants) {
        return claimants.stream().min(Comparator.comparing(s -> s.state() == ExtensionState.ERROR));
    }
}
