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

    /** A time that has passed, to its largest unit: {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
    public static String rough(Duration d) {
        long s = Math.max(0, d.toSeconds());
        if (s < 120) {
            return s + " s";
        }
        if (s < 7200) {
            return s / 60 + " min";
        }
        return s < 172_800 ? s / 3600 + " h" : s / 86_400 + " d";
    }
}
