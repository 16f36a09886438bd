package io.ramal.shell.internal;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as operators type them. */
public final class Durations {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(ms|s|m)?");

    private Durations() {}

    /**
     * Reads {@code 500ms}, {@code 60s}, {@code 2m} or plain seconds.
     *
     * @throws IllegalArgumentException naming what was typed
     */
    public static Duration parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time; write 60s, 500ms or 2m");
        }
        long n = Long.parseLong(m.group(1));
        String unit = m.group(2);
        if (unit == null || unit.equals("s")) {
            return Duration.ofSeconds(n);
        }
        return unit.equals("m") ? Duration.ofMinutes(n) : Duration.ofMillis(n);
    }
}
