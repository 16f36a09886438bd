package io.ramal.dial.amqp.internal;

import java.time.Duration;

/**
 * Which queue, and how to write to it.
 *
 * @param declare whether the queue is made when it is not there
 * @param license expected by who reads the queue; not logged
 * @param expires whether a message is thrown away when it was not taken within the ring time
 * @param confirmTimeout from a request to the broker's word that it has the message
 * @param reconnectMin first pause before connecting again
 * @param reconnectMax longest pause
 */
record AmqpSettings(
        Broker broker,
        String queue,
        boolean declare,
        String license,
        boolean expires,
        Duration confirmTimeout,
        Duration reconnectMin,
        Duration reconnectMax) {
    static final String PID = "io.ramal.dial.amqp";
    /** A short string of AMQP 0-9-1. */
    private static final int QUEUE_MAX = 255;

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static AmqpSettings of(AmqpConfig c) {
        String queue = c.queue().strip();
        if (queue.isEmpty() || queue.length() > QUEUE_MAX) {
            throw new IllegalArgumentException(
                    PID + ": queue = \"" + queue + "\" is no name of a queue; set it to something like api-to-voip1");
        }
        Broker.requireResolved(".license", c._license());
        if (c._license().isBlank()) {
            throw new IllegalArgumentException(
                    PID + ": .license is not set; set the licence that the click-to-call service expects");
        }
        Duration min = millis("reconnect.min.ms", c.reconnect_min_ms(), 50, 60_000);
        Duration max = millis("reconnect.max.ms", c.reconnect_max_ms(), 50, 600_000);
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException(PID + ": reconnect.max.ms = " + max.toMillis()
                    + " is less than reconnect.min.ms; set at least " + min.toMillis());
        }
        return new AmqpSettings(
                Broker.of(c),
                queue,
                c.queue_declare(),
                c._license().strip(),
                c.message_expires(),
                millis("confirm.timeout.ms", c.confirm_timeout_ms(), 100, 60_000),
                min,
                max);
    }

    private static Duration millis(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " = " + value + " is out of range; set " + min + " to " + max);
        }
        return Duration.ofMillis(value);
    }

    /** Without password and licence. */
    @Override
    public String toString() {
        return broker + ", queue " + queue;
    }
}
