package io.ramal.webhook.internal;

import java.util.UUID;

/**
 * One event on its way.
 *
 * @param delivery stays the same at every attempt, so that a receiver knows what it has already
 * @param body UTF-8 JSON, never changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Message(UUID visit, String event, UUID delivery, byte[] body) {
    /** Without the body: it may hold names. */
    @Override
    public String toString() {
        return event + " of " + visit;
    }
}
