package io.ramal.remote;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A service answered, but not with what it was asked for. The message is for people and quotes nothing of the answer. */
public final class BadReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration again;

    public BadReplyException(String reason) {
        this(reason, null);
    }

    /** @param again when the question may be asked once more; null: not */
    public BadReplyException(String reason, @Nullable Duration again) {
        super(reason);
        this.again = again;
    }

    /** When the question may be asked once more; null: not. */
    public @Nullable Duration again() {
        return again;
    }
}
