package io.ramal.simulator.internal.load;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which outcomes a server may come to, by what its visitor and resident really did. What happened within a second of a lost
 * leg may have come before it or after it.
 */
final class VisitVerdict {
    /** The server took nobody in: the leg was broken off before its UUID was read. */
    static final String ABSENT = "absent";

    private static final String VISITOR_LEFT = "visitor_left";
    private static final String NO_DECISION = "no_decision";
    private static final String UNREACHABLE = "unreachable";
    private static final long MARGIN = 1_000_000_000L;

    private VisitVerdict() {}

    /** Words of the outcomes that are allowed; empty when what was seen is wrong whatever the outcome. */
    static Set<String> of(LoadVisit visit) {
        Set<String> allowed = new LinkedHashSet<>();
        long lost = visit.visitorLost();
        if (lost == 0) {
            addResult(visit, allowed);
            return allowed;
        }
        long result = result(visit);
        if (result == 0 || result > lost - MARGIN) {
            allowed.add(VISITOR_LEFT);
        }
        if (result < lost + MARGIN) {
            addResult(visit, allowed);
        }
        if (lost - visit.begin() < MARGIN) {
            allowed.add(ABSENT);
        }
        return allowed;
    }

    /** Whether there was anybody who could have let the visitor in. */
    static boolean permitted(LoadVisit visit) {
        return visit.pressedYes() != 0;
    }

    /** What comes of it while the visitor is there. */
    private static void addResult(LoadVisit visit, Set<String> allowed) {
        LoadCall resident = visit.resident();
        if (resident == null) {
            String why = unanswered(visit);
            if (why != null) {
                allowed.add(why);
            }
            return;
        }
        if (resident.state() == LoadCall.State.BROKEN) {
            // a resident's leg that the server does not want is one for whom no visitor waits
            return;
        }
        long key = Math.max(visit.pressedYes(), visit.pressedNo());
        long left = visit.residentLeft();
        if (key != 0) {
            allowed.add(visit.pressedYes() != 0 ? "authorised" : "refused");
        }
        if (key == 0 || (left != 0 && left - key < MARGIN)) {
            allowed.add(NO_DECISION);
        }
        if (left != 0 && left - visit.residentBegin() < MARGIN) {
            // broken off before anybody was let in: a phone that was picked up and nobody came
            allowed.add(UNREACHABLE);
        }
    }

    /** The outcome of a phone that nobody picked up; null when there is none, or it will be rung again. */
    private static @Nullable String unanswered(LoadVisit visit) {
        LoadPhone phone = visit.phone();
        if (phone == null || visit.failedAt() == 0) {
            return null;
        }
        boolean last = visit.rings() == visit.plan().rings().size();
        return switch (phone.fate()) {
            case BUSY, NO_ANSWER -> last ? phone.fate().name().toLowerCase(Locale.ROOT) : null;
            case REJECTS -> "rejected";
            case FAILS -> UNREACHABLE;
            case ANSWERS -> null;
        };
    }

    /** When it came about, 0 for a time that only the server knows. */
    private static long result(LoadVisit visit) {
        if (visit.resident() == null) {
            return unanswered(visit) == null ? 0 : visit.failedAt();
        }
        long key = Math.max(visit.pressedYes(), visit.pressedNo());
        return key != 0 ? key : visit.residentLeft();
    }
}
