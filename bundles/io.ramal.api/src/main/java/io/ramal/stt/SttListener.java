package io.ramal.stt;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what an engine understands. Implementations only hand the event over; they never work or wait. */
@ConsumerType
@FunctionalInterface
public interface SttListener {
    void on(SttEvent event);
}
