package io.ramal.dial.ami.internal;

import java.io.IOException;

/** Why there is no connection; the message names host and port, the cure what an operator does about it. */
final class AmiException extends IOException {
    private static final long serialVersionUID = 1;

    private final String cure;

    AmiException(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
