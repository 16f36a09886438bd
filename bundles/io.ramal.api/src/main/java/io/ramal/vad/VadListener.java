package io.ramal.vad;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what a detector finds. */
@ConsumerType
@FunctionalInterface
public interface VadListener {
    void on(VadEvent event);
}
