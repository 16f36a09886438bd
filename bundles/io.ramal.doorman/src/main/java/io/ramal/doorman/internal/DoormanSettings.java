package io.ramal.doorman.internal;

import io.ramal.doorman.internal.decision.DecisionSettings;
import io.ramal.doorman.internal.resident.ResidentSettings;
import java.time.Duration;
import java.util.Locale;

/**
 * How the doorman talks.
 *
 * @param greetingPt first sentence in Portuguese, empty for the built-in one
 * @param greetingEn first sentence in English, empty for the built-in one
 * @param noInputMax silences in a row after which the call is ended
 * @param failuresMax failed answers in a row after which another backend takes over
 * @param askAhead whether a backend is asked before the caller's turn is over
 * @param digitsGap how long no key means that the number is complete
 * @param asksMax how often in a row nothing new is learned, and how many lookups may fail, before a human takes over
 * @param missedHuman whether a human takes over when no resident has decided
 * @param waitCover longest quiet while a resident is called
 * @param resident how residents are asked
 */
record DoormanSettings(
        String greetingPt,
        String greetingEn,
        int noInputMax,
        int failuresMax,
        boolean askAhead,
        Duration digitsGap,
        int asksMax,
        boolean missedHuman,
        Duration waitCover,
        ResidentSettings resident) {
    /** A visit ends a resident's call after two minutes; the decision, and the introduction before it, come to an end first. */
    private static final int LIMIT_MAX_MS = 110_000;

    static final String PID = "io.ramal.doorman";
    static final DoormanSettings DEFAULT = of("", "", 3, 3, true, 3_000);

    /**
     * Of what concerns collecting; all else as by default.
     *
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    static DoormanSettings of(
            String greetingPt, String greetingEn, int noInputMax, int failuresMax, boolean askAhead, int digitsGapMs) {
        within("noinput.max", noInputMax, 1, 10);
        within("failures.max", failuresMax, 1, 10);
        within("digits.gap.ms", digitsGapMs, 500, 20_000);
        return new DoormanSettings(
                greetingPt.strip(),
                greetingEn.strip(),
                noInputMax,
                failuresMax,
                askAhead,
                Duration.ofMillis(digitsGapMs),
                3,
                true,
                Duration.ofMillis(7_000),
                ResidentSettings.DEFAULT);
    }

    /**
     * The same with what concerns calling a resident.
     *
     * @param missed {@code human} or {@code goodbye}
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    DoormanSettings withCalling(int asks, String missed, int waitCoverMs) {
        within("asks.max", asks, 1, 10);
        within("wait.cover.ms", waitCoverMs, 2_000, 30_000);
        String after = missed.strip().toLowerCase(Locale.ROOT);
        if (!after.equals("human") && !after.equals("goodbye")) {
            throw wrong("missed", missed, "set human or goodbye");
        }
        return new DoormanSettings(
                greetingPt,
                greetingEn,
                noInputMax,
                failuresMax,
                askAhead,
                digitsGap,
                asks,
                after.equals("human"),
                Duration.ofMillis(waitCoverMs),
                resident);
    }

    /**
     * The same with how residents decide.
     *
     * @throws IllegalArgumentException naming the setting, its value and the cure
     */
    DoormanSettings withDecision(
            double minConfidence, int repeatsMax, String yesKey, String noKey, int graceMs, int limitMs) {
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw wrong("decision.min.confidence", minConfidence, "set 0 to 1");
        }
        within("decision.repeats.max", repeatsMax, 0, 2);
        within("decision.grace.ms", graceMs, 0, 5_000);
        within("decision.max.ms", limitMs, 10_000, LIMIT_MAX_MS);
        char yes = key("decision.yes.key", yesKey);
        char no = key("decision.no.key", noKey);
        if (yes == no) {
            throw wrong("decision.no.key", noKey, "set another key than decision.yes.key");
        }
        ResidentSettings decided = new ResidentSettings(
                new DecisionSettings(minConfidence, repeatsMax, yes, no),
                Duration.ofMillis(graceMs),
                Duration.ofMillis(limitMs));
        return new DoormanSettings(
                greetingPt,
                greetingEn,
                noInputMax,
                failuresMax,
                askAhead,
                digitsGap,
                asksMax,
                missedHuman,
                waitCover,
                decided);
    }

    private static char key(String name, String value) {
        String key = value.strip();
        if (!key.matches("[0-9*#]")) {
            throw wrong(name, value, "set one of 0 to 9, * or #");
        }
        return key.charAt(0);
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(key, value, "set " + min + " to " + max);
        }
    }

    private static IllegalArgumentException wrong(String key, Object value, String cure) {
        return new IllegalArgumentException(PID + ": " + key + " = " + value + " is out of range; " + cure);
    }
}
