package io.ramal.speech.openai.internal;

import java.io.IOException;

/** The service answered, but not with what it was asked for. The message is for people and quotes nothing of the answer. */
final class BadReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    BadReplyException(String message) {
        super(message);
    }
}
