package io.ramal.webhook.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, and how patiently.
 *
 * @param url null while nobody is to be told
 * @param secret signs requests, empty for none; never logged
 * @param timeout of one request
 * @param attempts for one event, the first included
 * @param delay before the second attempt
 */
record WebhookSettings(@Nullable URI url, String secret, Duration timeout, int attempts, Duration delay) {
    static final String PID = "io.ramal.webhook";
    static final WebhookSettings OFF = new WebhookSettings(null, "", Duration.ofSeconds(5), 1, Duration.ofSeconds(1));

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static WebhookSettings of(WebhookConfig c) {
        return new WebhookSettings(
                address(c.url().strip()),
                c._secret(),
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
        // the address itself is not told when it may hold a password
        String told = url.contains("@") ? "(holds a user name)" : "\"" + url + "\"";
        throw new IllegalArgumentException(
                PID + ": url = " + told + " is no address; set it to something like https://example.org/ramal");
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
                        + (signed() ? ", signed" : ", unsigned");
    }
}
