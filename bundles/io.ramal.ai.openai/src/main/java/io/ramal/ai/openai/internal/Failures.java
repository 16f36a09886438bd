package io.ramal.ai.openai.internal;

import io.ramal.remote.Again;
import io.ramal.remote.BadReplyException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer, for people, and whether to ask again. Nothing a service sent is quoted. */
final class Failures {
    private Failures() {}

    static String status(int code) {
        String cure = switch (code) {
            case 401, 403 -> "; check .key";
            case 404 -> "; check url and model";
            case 429 -> "; the service has had enough for now";
            default -> "";
        };
        return "HTTP status " + code + cure;
    }

    static @Nullable Duration again(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof BadReplyException bad ? bad.again() : Again.after(cause);
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String reason(@Nullable Throwable failure, OpenAiSettings settings) {
        Throwable cause = cause(failure);
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no answer within " + settings.timeout().toMillis() + " ms";
        }
        if (cause instanceof BadReplyException) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return "cannot connect to " + settings.url().getHost() + ":"
                    + settings.url().getPort();
        }
        if (cause instanceof SSLException) {
            return "no trusted connection to " + settings.url().getHost()
                    + "; check url, and trust.file for a private authority";
        }
        // messages of other exceptions may quote what the service sent
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }
}
