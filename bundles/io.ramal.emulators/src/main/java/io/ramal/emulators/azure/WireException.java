package io.ramal.emulators.azure;

import java.io.IOException;

/** The peer has broken the protocol. */
final class WireException extends IOException {
    private static final long serialVersionUID = 1;

    private final int closeCode;

    /** @param closeCode what the WebSocket is closed with, RFC 6455 section 7.4.1 */
    WireException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }
}
