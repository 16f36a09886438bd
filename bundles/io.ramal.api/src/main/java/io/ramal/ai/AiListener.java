package io.ramal.ai;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears a backend's answers. Implementations only hand the event over; they never work or wait. */
@ConsumerType
@FunctionalInterface
public interface AiListener {
    void on(AiEvent event);
}
