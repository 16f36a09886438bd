package io.ramal.leg.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks configured numbers. A bad one is said and replaced by its default: a leg must never be mute for a typing error. */
final class Ranges {
    private static final Logger log = LoggerFactory.getLogger(Ranges.class);

    private final String pid;

    Ranges(String pid) {
        this.pid = pid;
    }

    int check(String key, int value, int min, int max, int standard) {
        if (value >= min && value <= max) {
            return value;
        }
        log.error(
                "{}: {}={} is not between {} and {}; using {}. Correct the value", pid, key, value, min, max, standard);
        return standard;
    }
}
