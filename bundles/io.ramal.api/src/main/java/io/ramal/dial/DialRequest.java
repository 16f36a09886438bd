package io.ramal.dial;

import io.ramal.extension.Extension;
import java.time.Duration;
import java.util.UUID;

/**
 * Whom to ring.
 *
 * @param callId the visit's UUID, which the resident's leg must carry
 * @param extension the pair whose return port the leg comes in on
 * @param destination digits or a {@code sip:} URI
 * @param ringTimeout how long one attempt rings
 */
public record DialRequest(UUID callId, Extension extension, String destination, Duration ringTimeout) {}
