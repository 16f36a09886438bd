package io.ramal.ai.openai.internal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A reply that is none; the message says why and quotes nothing of it. */
final class BadReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration again;

    BadReplyException(String reason) {
        this(reason, null);
    }

    /** @param again when the question may be asked once more; null: not */
    BadReplyException(String reason, @Nullable Duration again) {
        super(reason);
        this.again = again;
    }

    @Nullable
    Duration again() {
        return again;
    }
}
