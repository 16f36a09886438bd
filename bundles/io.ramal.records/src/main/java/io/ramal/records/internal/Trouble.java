package io.ramal.records.internal;

import org.slf4j.Logger;

/** Says that something is in trouble once, and once that it is over. Thread-safe. */
final class Trouble {
    private final Logger log;
    private volatile boolean on;

    Trouble(Logger log) {
        this.log = log;
    }

    boolean on() {
        return on;
    }

    /** @param arguments of the message */
    synchronized void begins(String message, Object... arguments) {
        if (!on) {
            on = true;
            log.error(message, arguments);
        }
    }

    synchronized void ends(String message, Object... arguments) {
        if (on) {
            on = false;
            log.info(message, arguments);
        }
    }
}
