package io.ramal.helper;

/** A helper cannot be started, with what an operator does about it. */
public final class HelperException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String cure;

    public HelperException(String reason, String cure) {
        super(reason);
        this.cure = cure;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public String cure() {
        return cure;
    }
}
