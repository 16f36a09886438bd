package io.ramal.simulator.internal.load;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which outcomes a server may come to, by what its visitor and resident really did. What happened within a second of a lost
 * leg may have come before it or after it.
 */
final class VisitVerdict {
    /** The server took nobody in: the leg was broken off before its UUID was read. */
    static final String ABSENT = "absent";

    private static final String VISITOR_LEFT = "visitor_left";
    private static final String NO_DECISION = "no_decision";
    static final String UNREACHABLE = "unreachable";
    private static final long MARGIN = 1_000_000_000L;

    private VisitVerdict() {}

    /**
     * How a visit went. Times are nanoseconds since its beginning, 0 for what has not happened.
     *
     * @param visitorLost the visitor's leg was lost
     * @param unanswered outcome of a phone that nobody has picked up and that is not rung again, empty for none
     * @param failed the server was told of it
     * @param resident the phone was picked up
     * @param turnedAway the resident's leg was not let in, or broke
     * @param residentLeft the resident's leg was lost, or hung up by the resident
     * @param yes the resident has pressed the key for yes
     * @param no the resident has pressed the key for no
     */
    record Course(
            long visitorLost,
            String unanswered,
            long failed,
            long resident,
            boolean turnedAway,
            long residentLeft,
            long yes,
            long no) {
        /** When the first clear word came. */
        long decided() {
            return yes == 0 || no == 0 ? yes + no : Math.min(yes, no);
        }

        /** When something came of it, 0 for a time that only the server knows. */
        long result() {
            if (resident == 0) {
                return unanswered.isEmpty() ? 0 : failed;
            }
            return decided() == 0 ? residentLeft : decided();
        }
    }

    /** Words of the outcomes that are allowed; empty when what was seen is wrong whatever the outcome. */
    static Set<String> of(Course course) {
        Set<String> allowed = new LinkedHashSet<>();
        long lost = course.visitorLost();
        long result = course.result();
        if (lost != 0 && (result == 0 || result > lost - MARGIN)) {
            allowed.add(VISITOR_LEFT);
        }
        if (lost == 0 || result < lost + MARGIN) {
            addResult(course, allowed);
        }
        if (lost != 0 && lost < MARGIN) {
            allowed.add(ABSENT);
        }
        return allowed;
    }

    /** What comes of it while the visitor is there. */
    private static void addResult(Course course, Set<String> allowed) {
        if (course.resident() == 0) {
            if (!course.unanswered().isEmpty()) {
                allowed.add(course.unanswered());
            }
            return;
        }
        if (course.turnedAway()) {
            // only one for whom no visitor waits
            return;
        }
        long decided = course.decided();
        long left = course.residentLeft();
        if (decided != 0) {
            allowed.add(decided == course.yes() ? "authorised" : "refused");
        }
        if (decided == 0 || (left != 0 && left - decided < MARGIN)) {
            allowed.add(NO_DECISION);
        }
        if (left != 0 && left - course.resident() < MARGIN) {
            // broken off before anybody was let in: a phone that was picked up and nobody came
            allowed.add(UNREACHABLE);
        }
    }
}
