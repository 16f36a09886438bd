package io.ramal.speech.azure.wire;

/** An engine that cannot be had, or cannot do what it was told. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public EngineException(Failure failure) {
        super(failure.reason());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
