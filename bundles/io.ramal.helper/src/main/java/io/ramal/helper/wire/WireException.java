package io.ramal.helper.wire;

import java.io.IOException;

/** What came over the pipe is not a message; the pipe is of no use any more. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
