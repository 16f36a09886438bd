package io.ramal.call;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what happens on a leg. Called on the leg's thread. */
@ConsumerType
@FunctionalInterface
public interface LegListener {
    void on(LegEvent event);
}
