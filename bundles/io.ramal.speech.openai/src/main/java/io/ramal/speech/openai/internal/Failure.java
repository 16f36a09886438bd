package io.ramal.speech.openai.internal;

import io.ramal.remote.BadReplyException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why something did not come about.
 *
 * @param reason for people; never anybody's words, never the key
 * @param pause how long the service wants to be left alone; null when it does not say
 */
record Failure(Kind kind, String reason, @Nullable Duration pause) {
    /** What follows from it. */
    enum Kind {
        /** The key is refused. */
        KEY,
        /** Too many requests. */
        THROTTLED,
        /** This one request: whatever else. */
        OTHER
    }

    static Failure other(String reason) {
        return new Failure(Kind.OTHER, reason, null);
    }

    /** Of a status that is not 200. What the service wrote with it is not repeated: it may quote the caller. */
    static Failure ofStatus(int code, HttpHeaders headers) {
        return switch (code) {
            case 401, 403 -> new Failure(Kind.KEY, "the key is refused (HTTP status " + code + ")", null);
            case 429 -> new Failure(Kind.THROTTLED, "too many requests (HTTP status 429)", wait(headers));
            case 400, 422 ->
                other("bad request (HTTP status " + code + "); check the model, the voice and what it can");
            case 404 -> other("HTTP status 404; check url and the model");
            case 413 -> other("HTTP status 413: the service takes no sound that long; lower utterance.max.s");
            default ->
                other(
                        code / 100 == 3
                                ? "HTTP status " + code
                                        + ": the service sends requests elsewhere; set url to where it is"
                                : "HTTP status " + code);
        };
    }

    /** Of something thrown while a request was under way. */
    static Failure of(Throwable thrown, String where) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BadReplyException) {
            return other(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return other("no connection to " + where + " in time (connect.timeout.ms)");
        }
        if (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException) {
            return other("the name in " + where + " is not known");
        }
        if (cause instanceof ConnectException) {
            return other("cannot connect to " + where);
        }
        if (cause instanceof SSLException) {
            return other("no trusted connection to " + where + "; check url, and trust.file for a private authority");
        }
        // messages of other exceptions may quote what the service sent
        return other("the answer broke off or is no HTTP (" + cause.getClass().getSimpleName() + ")");
    }

    /** Seconds, or a date beside that of the answer: clocks of two machines are not compared. */
    private static @Nullable Duration wait(HttpHeaders headers) {
        Optional<String> after = headers.firstValue("Retry-After").map(String::strip);
        if (after.isEmpty()) {
            return null;
        }
        if (after.get().matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(after.get()));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(after.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Optional<String> now = headers.firstValue("Date");
            return now.isEmpty()
                    ? null
                    : Duration.between(ZonedDateTime.parse(now.get(), DateTimeFormatter.RFC_1123_DATE_TIME), until);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
