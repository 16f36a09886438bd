package io.ramal.ai.openai.internal;

import java.io.IOException;

/** An answer that is none; the message says why and quotes nothing of it. */
final class BadReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    BadReplyException(String reason) {
        super(reason);
    }
}
