package io.ramal.speech.whisper.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The engine itself cannot be used here; no model will change that. */
final class NoEngineException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    NoEngineException(String message, String cure, @Nullable Throwable cause) {
        super(message, cause);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
