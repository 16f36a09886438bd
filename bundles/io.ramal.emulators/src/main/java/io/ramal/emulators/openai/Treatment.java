package io.ramal.emulators.openai;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** How one request is treated. */
sealed interface Treatment {
    /** A whole answer. */
    record Answer(byte[] content) implements Treatment {}

    /** Another status than 200. */
    record Status(int code, String body, Map<String, String> headers) implements Treatment {}

    /** Some of an answer, then the connection breaks. */
    record Broken(byte[] content) implements Treatment {}

    /** Some of an answer, then nothing until the latch opens, then the rest. */
    record Paused(byte[] first, CountDownLatch latch, byte[] rest) implements Treatment {}

    /** Nothing, not even a status, until the latch opens; then the connection breaks. */
    record BlackHole(CountDownLatch latch) implements Treatment {}

    /** A body that is none of the interface's, with status 200. */
    record Garbage(String type, byte[] body) implements Treatment {}
}
