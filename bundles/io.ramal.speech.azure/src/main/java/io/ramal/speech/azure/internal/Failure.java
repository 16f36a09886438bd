package io.ramal.speech.azure.internal;

import java.util.Objects;

/**
 * Why something did not come about.
 *
 * @param reason for people; never anybody's words, never the key
 */
record Failure(Kind kind, String reason) {
    /** What follows from it. */
    enum Kind {
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
        /** The SDK does not run on this machine. */
        MACHINE
    }

    private static final int MAX_REASON = 200;

    Failure {
        Objects.requireNonNull(kind);
        // what follows the first line are addresses and call stacks
        String first = reason.strip().lines().findFirst().orElse("").strip();
        reason = first.length() <= MAX_REASON ? first : first.substring(0, MAX_REASON) + "…";
    }

    /** Of something thrown while an engine was made or used. */
    static Failure of(Throwable thrown) {
        Kind kind = thrown instanceof LinkageError ? Kind.MACHINE : Kind.SERVICE;
        // the library is loaded by a static initialiser
        Throwable told =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        return new Failure(kind, "the SDK failed: " + told);
    }

    /** Whether the same may succeed on another connection. */
    boolean passing() {
        return kind == Kind.CONNECTION || kind == Kind.SERVICE || kind == Kind.SILENCE;
    }
}
