package io.ramal.dial;

import org.osgi.annotation.versioning.ConsumerType;

/** A resident's phone that rings. Methods return at once. */
@ConsumerType
public interface DialSession extends AutoCloseable {
    /** Stops ringing: nothing follows. */
    void cancel();

    /** Idempotent; cancels what still rings. */
    @Override
    void close();
}
