package io.ramal.speech.vosk.internal;

import java.io.IOException;

/** The engine itself cannot be used here; no model will change that. */
final class NoEngineException extends IOException {
    static final String CURE = "run the server on Linux x86_64, or use another speech-to-text provider";

    private static final long serialVersionUID = 1L;

    NoEngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
