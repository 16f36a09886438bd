package io.ramal.speech.espeak.internal;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configuration values; a bad one is an error in the log and the default serves, for a server that says nothing
 * is worse than one that speaks too fast.
 */
final class ConfigReader {
    private static final Logger log = LoggerFactory.getLogger(ConfigReader.class);

    private final String pid;

    ConfigReader(String pid) {
        this.pid = pid;
    }

    int number(String key, Supplier<Integer> value, int usual, int min, int max) {
        String cure = "give a whole number from " + min + " to " + max;
        Integer n = value(key, value, usual, cure);
        if (n < min || n > max) {
            bad(key, n, cure, usual);
            return usual;
        }
        return n;
    }

    Duration millis(String key, Supplier<Integer> value, Duration usual, int min, int max) {
        return Duration.ofMillis(number(key, value, (int) usual.toMillis(), min, max));
    }

    String voice(String key, Supplier<String> value, String usual) {
        String cure = "give an eSpeak NG voice such as " + usual + " or " + usual + "+f3";
        String name = value(key, value, usual, cure).trim();
        if (!Voices.isName(name)) {
            bad(key, name, cure, usual);
            return usual;
        }
        return name;
    }

    /** A value of the wrong type only shows when it is asked for. */
    private <T> T value(String key, Supplier<T> value, T usual, String cure) {
        try {
            return value.get();
        } catch (RuntimeException e) {
            bad(key, e.getMessage(), cure, usual);
            return usual;
        }
    }

    private void bad(String key, @org.jspecify.annotations.Nullable Object value, String cure, Object usual) {
        log.error("{}: {} = {} is not usable: {}; until then {} serves", pid, key, value, cure, usual);
    }
}
