package io.ramal.dial.ami.internal;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect until the TCP connection is there, and again until the login is answered
 * @param answer until an action is answered
 * @param ping between two signs of life that are asked for
 * @param silence without a sign of life the connection counts as lost
 * @param firstRetry from a lost connection to the next try; doubles with each try that fails
 * @param late how much longer than the phone rings Asterisk may take to tell the result
 * @param cause how long the cause of a failed call may come after its result
 * @param hangup between two tries to hang up a channel that is not there yet
 */
record Timing(
        Duration connect,
        Duration answer,
        Duration ping,
        Duration silence,
        Duration firstRetry,
        Duration late,
        Duration cause,
        Duration hangup) {
    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofMillis(250));
}
