package io.ramal.speech.azure.wire;

import java.io.IOException;

/** What comes on a pipe, or should go there, is no message. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
