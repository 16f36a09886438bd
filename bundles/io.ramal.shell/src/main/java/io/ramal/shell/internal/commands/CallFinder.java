package io.ramal.shell.internal.commands;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Calls by the first characters of their id. */
final class CallFinder {
    /** Enough to tell calls apart. */
    static final int SHORT = 8;

    private CallFinder() {}

    /** Calls up and ended lately. */
    static Stream<CallSnapshot> all(Calls calls) {
        return Stream.concat(calls.active().stream(), calls.recent().stream());
    }

    /** @throws IllegalArgumentException when none or more than one fits */
    static CallSnapshot one(Calls calls, String prefix) {
        String wanted = prefix.toLowerCase(Locale.ROOT);
        List<CallSnapshot> found = all(calls)
                .filter(c -> c.id().toString().startsWith(wanted))
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "no call " + prefix + " is up or ended lately; ramal:calls --recent lists them");
        }
        if (found.stream().map(CallSnapshot::id).distinct().count() > 1) {
            throw new IllegalArgumentException(found.size() + " calls begin with " + prefix + "; type more of the id");
        }
        return found.get(0);
    }
}
