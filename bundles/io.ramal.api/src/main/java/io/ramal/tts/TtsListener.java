package io.ramal.tts;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what an engine speaks. Implementations only hand the event over; they never work or wait. */
@ConsumerType
@FunctionalInterface
public interface TtsListener {
    void on(TtsEvent event);
}
