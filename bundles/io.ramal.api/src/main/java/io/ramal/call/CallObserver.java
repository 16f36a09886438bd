package io.ramal.call;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what happens to calls; any number of services. Told in order on one thread that carries no sound; events wait
 * in a bounded queue, so that a slow observer loses some and never delays a call; {@link CallEvent.Decided}, {@link
 * CallEvent.Gate} and {@link CallEvent.Over} are never lost.
 */
@ConsumerType
@FunctionalInterface
public interface CallObserver {
    void on(CallEvent event);
}
