package io.ramal.dial;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** One attempt to reach a resident. Methods return at once, any thread. */
@ConsumerType
public interface DialSession extends AutoCloseable {
    /** Stops ringing: nothing follows. */
    void cancel();

    /**
     * The resident has authorised the visit: lets the visitor in, where this provider is set to. Comes at most once, after
     * {@link DialEvent.Answered} or once the resident's leg is there.
     *
     * @param result told once, on any thread, within a few seconds
     */
    default void openGate(Consumer<GateResult> result) {
        result.accept(GateResult.NONE);
    }

    /** Idempotent; cancels what still rings. */
    @Override
    void close();
}
