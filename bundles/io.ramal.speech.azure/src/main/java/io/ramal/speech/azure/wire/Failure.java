package io.ramal.speech.azure.wire;

import java.util.Objects;

/**
 * Why something did not come about.
 *
 * @param reason for people; never anybody's words, never the key
 * @param cure what an operator does about it; empty when that follows from the kind
 */
public record Failure(Kind kind, String reason, String cure) {
    /** What follows from it. */
    public enum Kind {
        /** The key is refused, or is not one of this region. */
        KEY,
        /** Too many requests. */
        THROTTLED,
        /** What was asked for cannot be had: an unknown voice or language. */
        REQUEST,
        /** No connection, or it broke. */
        CONNECTION,
        /** The service says that it cannot. */
        SERVICE,
        /** The service says nothing. */
        SILENCE,
        /** The helper process has ended, or does not keep up: it says nothing about the service. */
        HELPER,
        /** The SDK does not run on this machine. */
        MACHINE
    }

    private static final int MAX_REASON = 200;

    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(cure);
        // what follows the first line are addresses and call stacks
        String first = reason.strip().lines().findFirst().orElse("").strip();
        reason = first.length() <= MAX_REASON ? first : first.substring(0, MAX_REASON) + "…";
    }

    public Failure(Kind kind, String reason) {
        this(kind, reason, "");
    }

    /** Of something thrown while an engine was made or used. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof EngineException e) {
            return e.failure();
        }
        Kind kind = thrown instanceof LinkageError ? Kind.MACHINE : Kind.SERVICE;
        // the library is loaded by a static initialiser
        Throwable told =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        return new Failure(kind, "the SDK failed: " + told);
    }

    /** Whether the same may succeed on another connection. */
    public boolean passing() {
        return kind == Kind.CONNECTION || kind == Kind.SERVICE || kind == Kind.SILENCE || kind == Kind.HELPER;
    }
}
