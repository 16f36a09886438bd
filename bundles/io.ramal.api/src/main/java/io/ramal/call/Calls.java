package io.ramal.call;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The ledger of calls. Methods return at once, never wait for a leg, and may be called from any thread. */
@ProviderType
public interface Calls {
    /** Calls up now, oldest first. */
    List<CallSnapshot> active();

    /** Calls that ended lately, newest first; a bounded number of them. */
    List<CallSnapshot> recent();

    /** A call that is up or ended lately. */
    Optional<CallSnapshot> find(UUID callId);

    /**
     * Hangs up one leg of a call.
     *
     * @return false when there is no such leg
     */
    boolean hangup(UUID callId, LegRole role);

    /**
     * Ends a call from our side: every leg of it hears a goodbye and is hung up.
     *
     * @return false when no such call is up
     */
    boolean end(UUID callId);

    /**
     * Forgets a call that has ended.
     *
     * @return false when none such is remembered
     */
    default boolean forget(UUID callId) {
        return false;
    }
}
