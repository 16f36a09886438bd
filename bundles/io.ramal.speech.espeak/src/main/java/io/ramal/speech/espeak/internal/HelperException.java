package io.ramal.speech.espeak.internal;

/** A helper cannot be started, with what an operator does about it. */
final class HelperException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String cure;

    HelperException(String reason, String cure) {
        super(reason);
        this.cure = cure;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String cure() {
        return cure;
    }
}
