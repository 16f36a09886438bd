package io.ramal.doorman.internal;

import java.time.Duration;

/**
 * How the doorman talks.
 *
 * @param greetingPt first sentence in Portuguese, empty for the built-in one
 * @param greetingEn first sentence in English, empty for the built-in one
 * @param noInputMax silences in a row after which the call is ended
 * @param failuresMax failed answers in a row after which another backend takes over
 * @param aiTimeout how long an answer may take
 * @param digitsGap how long no key means that the number is complete
 */
record DoormanSettings(
        String greetingPt, String greetingEn, int noInputMax, int failuresMax, Duration aiTimeout, Duration digitsGap) {
    static final String PID = "io.ramal.doorman";
    static final DoormanSettings DEFAULT = of("", "", 3, 3, 32_000, 3_000);

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static DoormanSettings of(
            String greetingPt, String greetingEn, int noInputMax, int failuresMax, int aiTimeoutMs, int digitsGapMs) {
        within("noinput.max", noInputMax, 1, 10);
        within("failures.max", failuresMax, 1, 10);
        within("ai.timeout.ms", aiTimeoutMs, 1_000, 180_000);
        within("digits.gap.ms", digitsGapMs, 500, 20_000);
        return new DoormanSettings(
                greetingPt.strip(),
                greetingEn.strip(),
                noInputMax,
                failuresMax,
                Duration.ofMillis(aiTimeoutMs),
                Duration.ofMillis(digitsGapMs));
    }

    private static void within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " = " + value + " is out of range; set " + min + " to " + max);
        }
    }
}
