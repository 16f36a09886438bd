package io.ramal.dial;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how ringing goes. */
@ConsumerType
@FunctionalInterface
public interface DialListener {
    void on(DialEvent event);
}
