package io.ramal.visit.internal;

import java.time.Duration;

/**
 * How residents are called.
 *
 * @param attempts how often one is rung
 * @param ring how long one attempt rings
 * @param pause between two attempts
 * @param join how long after the phone was answered the resident's leg may take to come in
 * @param talk how long a resident may take to decide
 * @param hosts from where the leg may come besides the visitor's host
 */
record ResidentSettings(int attempts, Duration ring, Duration pause, Duration join, Duration talk, Hosts hosts) {
    /** What holds without any configuration. */
    static final ResidentSettings DEFAULT = of(2, 10_000, 1000, 5000, 120_000, "");

    /** Checks what an operator configured; a bad value is an error that names key, value and cure. */
    static ResidentSettings of(
            int attempts, long ringMillis, long pauseMillis, long joinMillis, long talkMillis, String hosts) {
        return new ResidentSettings(
                (int) VisitSettings.between("resident.attempts", attempts, 1, 5),
                millis("resident.ring.ms", ringMillis, 3000, 60_000),
                millis("resident.pause.ms", pauseMillis, 0, 30_000),
                millis("resident.join.ms", joinMillis, 1000, 30_000),
                millis("resident.talk.max.ms", talkMillis, 10_000, 600_000),
                hosts(hosts));
    }

    private static Duration millis(String key, long value, long min, long max) {
        return Duration.ofMillis(VisitSettings.between(key, value, min, max));
    }

    private static Hosts hosts(String list) {
        try {
            return Hosts.parse(list);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "io.ramal.visit resident.hosts: " + e.getMessage()
                            + "; give addresses and networks separated by commas, or any",
                    e);
        }
    }
}
