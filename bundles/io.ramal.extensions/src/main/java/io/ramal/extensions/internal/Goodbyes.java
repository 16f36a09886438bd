package io.ramal.extensions.internal;

import io.ramal.call.Calls;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends calls of a pair by force. */
final class Goodbyes {
    private static final Logger LOG = LoggerFactory.getLogger(Goodbyes.class);

    private final Supplier<@Nullable Calls> calls;

    /**
     * @param calls the ledger, null while there is none
     */
    Goodbyes(Supplier<@Nullable Calls> calls) {
        this.calls = calls;
    }

    /** Every call that is up on the pair hears a goodbye and ends; returns at once. */
    void say(int extensionId) {
        Calls ledger = calls.get();
        if (ledger == null) {
            LOG.warn("calls of row {} run on: nobody can end them (bundle io.ramal.visit)", extensionId);
            return;
        }
        try {
            ledger.active().stream()
                    .filter(c -> c.extension().id() == extensionId)
                    .forEach(c -> ledger.end(c.id()));
        } catch (RuntimeException e) {
            LOG.warn("calls of row {} could not be ended", extensionId, e);
        }
    }
}
