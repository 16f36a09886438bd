package io.ramal.audiosocket.internal;

import io.netty.handler.codec.DecoderException;

/** The one failure of {@link FrameDecoder}: the connection cannot go on. Carries no stack trace, peers cause it at will. */
final class ProtocolException extends DecoderException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;

    ProtocolException(Violation violation) {
        super(violation.text());
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
