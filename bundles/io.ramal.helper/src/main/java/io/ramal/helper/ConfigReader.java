package io.ramal.helper;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configuration values; a bad one is an error in the log and the default serves, for a server that says nothing
 * is worse than one that speaks too fast.
 */
public final class ConfigReader {
    private static final Logger log = LoggerFactory.getLogger(ConfigReader.class);

    private final String pid;

    public ConfigReader(String pid) {
        this.pid = pid;
    }

    public int number(String key, Supplier<Integer> value, int usual, int min, int max) {
        String cure = "give a whole number from " + min + " to " + max;
        Integer n = value(key, value, usual, cure);
        if (n < min || n > max) {
            bad(key, n, cure, usual);
            return usual;
        }
        return n;
    }

    public Duration millis(String key, Supplier<Integer> value, Duration usual, int min, int max) {
        return Duration.ofMillis(number(key, value, (int) usual.toMillis(), min, max));
    }

    public double decimal(String key, Supplier<Double> value, double usual, double min, double max) {
        String cure = "give a number from " + min + " to " + max;
        Double n = value(key, value, usual, cure);
        if (!(n >= min && n <= max)) {
            bad(key, n, cure, usual);
            return usual;
        }
        return n;
    }

    /** A text without the blanks around it. */
    public String text(String key, Supplier<String> value, String usual, Predicate<String> good, String cure) {
        String text = value(key, value, usual, cure).trim();
        if (!good.test(text)) {
            bad(key, text, cure, usual);
            return usual;
        }
        return text;
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
