package io.ramal.webhook.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, and how patiently.
 *
 * @param url null while nobody is to be told
 * @param secret signs requests, empty for none; never logged
 * @param simulated whether simulated visits are told too
 * @param timeout of one request
 * @param attempts for one event, the first included
 * @param delay before the second attempt
 */
record WebhookSettings(
        @Nullable URI url, String secret, boolean simulated, Duration timeout, int attempts, Duration delay) {
    static final String PID = "io.ramal.webhook";
    private static final Pattern HOST =
            Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]{0,20}://[A-Za-z0-9.:\\[\\]-]{1,255}(?=[/?#]|$)");
    static final WebhookSettings OFF =
            new WebhookSettings(null, "", false, Duration.ofSeconds(5), 1, Duration.ofSeconds(1));

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static WebhookSettings of(WebhookConfig c) {
        for (String secret : List.of(c._url(), c._secret())) {
            if (secret.contains("$[")) {
                throw new IllegalArgumentException(
                        PID + ": .url or .secret is a reference to a variable that is not set;"
                                + " set WEBHOOK_URL and WEBHOOK_SECRET in .env instead");
            }
        }
        return new WebhookSettings(
                address(c._url().strip()),
                c._secret(),
                c.simulated(),
                Duration.ofMillis(number("timeout.ms", c.timeout_ms(), 100, 60_000)),
                number("attempts", c.attempts(), 1, 20),
                Duration.ofMillis(number("retry.delay.ms", c.retry_delay_ms(), 10, 60_000)));
    }

    private static int number(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " = " + value + " is out of range; set " + min + " to " + max);
        }
        return value;
    }

    private static @Nullable URI address(String url) {
        if (url.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // falls through to the one message for every bad address
        }
        throw new IllegalArgumentException(
                PID + ": .url = " + told(url) + " is no address; set it to something like https://example.org/ramal");
    }

    /** Scheme and host alone: anything else may be a secret, and all of it where a user name may stand before the host. */
    private static String told(String url) {
        Matcher m = HOST.matcher(url);
        return !url.contains("@") && m.find() ? m.group() + "…" : "(not shown, " + url.length() + " characters)";
    }

    boolean on() {
        return url != null;
    }

    boolean signed() {
        return !secret.isEmpty();
    }

    /** Whether others on the network could read what is sent. */
    boolean readable() {
        return url != null
                && "http".equalsIgnoreCase(url.getScheme())
                && !url.getHost().toLowerCase(Locale.ROOT).matches("localhost|127\\.[0-9.]+|\\[::1]");
    }

    /** Without the secret, and without what an address may hold behind its host. */
    @Override
    public String toString() {
        return url == null
                ? "off"
                : url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                        + (signed() ? ", signed" : ", unsigned")
                        + (simulated ? ", simulated visits too" : "");
    }
}
