package io.ramal.remote;

import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a question that certainly was not taken is asked once more; null: never. Any other may have been answered. */
public final class Again {
    /** Nobody listened: it may just be starting anew. */
    public static final Duration REFUSED = Duration.ofMillis(200);
    /** A caller waits no longer for a service that has had enough. */
    public static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int TOO_MANY = 429;

    private Again() {}

    /** @param cause why there is no answer */
    public static @Nullable Duration after(@Nullable Throwable cause) {
        return cause instanceof ConnectException ? REFUSED : null;
    }

    /** After an answer with this status: what {@code Retry-After} says of 429, at most {@link #LONGEST}. */
    public static @Nullable Duration after(int status, HttpHeaders headers) {
        String after = headers.firstValue("Retry-After").orElse("").strip();
        if (status != TOO_MANY || !after.matches("\\d{1,4}")) {
            return null;
        }
        Duration pause = Duration.ofSeconds(Integer.parseInt(after));
        return pause.compareTo(LONGEST) > 0 ? null : pause;
    }
}
