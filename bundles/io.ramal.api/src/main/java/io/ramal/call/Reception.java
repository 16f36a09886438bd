package io.ramal.call;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether the operator lets new visits in. While they are taken in, which also needs somebody who serves them, an OSGi
 * {@code Condition} with the id {@value #CONDITION} is registered. A draining server refuses new visits, so that the dialplan goes on without it; calls that are up, and the
 * resident's leg of a visit that is up, are served to their end. Methods return at once, any thread.
 */
@ProviderType
public interface Reception {
    /** Value of {@code osgi.condition.id}. */
    String CONDITION = "io.ramal.accepting";

    /** False from {@link #drain} to {@link #resume}, whoever serves visits meanwhile. */
    boolean accepting();

    /** Refuses visits from now on; idempotent. */
    void drain();

    /** Takes visits in again; idempotent. */
    void resume();
}
