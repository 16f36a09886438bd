package io.ramal.ai.messages.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the backend is.
 *
 * @param url absolute, http or https
 * @param key bearer token, empty for none; never logged
 * @param trustFile certificates of those who may vouch for it; null: the system's
 * @param connect how long a connection may take
 * @param timeout how long an answer may take, body included
 */
record MessagesSettings(URI url, String key, @Nullable Path trustFile, Duration connect, Duration timeout) {
    static final String PID = "io.ramal.ai.messages";
    private static final int MIN_TIMEOUT_MS = 100;
    private static final int MAX_TIMEOUT_MS = 120_000;
    private static final int MAX_CONNECT_MS = 30_000;

    /** @throws IllegalArgumentException naming the setting, its value and the cure */
    static MessagesSettings of(String url, String key, String trustFile, int connectMs, int timeoutMs) {
        if (connectMs < MIN_TIMEOUT_MS || connectMs > MAX_CONNECT_MS) {
            throw new IllegalArgumentException(PID + ": connect.timeout.ms = " + connectMs + " is out of range; set "
                    + MIN_TIMEOUT_MS + " to " + MAX_CONNECT_MS);
        }
        if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > MAX_TIMEOUT_MS) {
            throw new IllegalArgumentException(PID + ": timeout.ms = " + timeoutMs + " is out of range; set "
                    + MIN_TIMEOUT_MS + " to " + MAX_TIMEOUT_MS);
        }
        String token = key.strip();
        if (token.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new IllegalArgumentException(PID
                    + ": .key holds characters that no HTTP header takes; set it to printable ASCII without spaces");
        }
        String file = trustFile.strip();
        return new MessagesSettings(
                address(url.strip()),
                token,
                file.isEmpty() ? null : Path.of(file).toAbsolutePath(),
                Duration.ofMillis(connectMs),
                Duration.ofMillis(timeoutMs));
    }

    private static URI address(String url) {
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
        throw new IllegalArgumentException(PID + ": url = " + told
                + " is no address of a backend; set it to something like http://localhost:8000/messages");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "url=" + url + ", key=" + (key.isEmpty() ? "none" : "set") + ", timeout=" + timeout.toMillis() + " ms";
    }
}
