package io.ramal.visit.internal;

import io.ramal.dial.DialListener;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import io.ramal.provider.Lease;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of one provider: its lease and its session, ended together and once. A provider that throws is a provider
 * that failed; nothing it throws gets out. Used on the visit's thread.
 */
final class Ringing {
    private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

    private final UUID callId;
    private final Lease<DialProvider> lease;
    private final String provider;
    private final long since;
    private final boolean transcripts;
    private @Nullable DialSession session;
    private boolean closed;

    /**
     * @param since when it begins, of the nano clock
     * @param transcripts whether the log may show what a failure says
     */
    Ringing(UUID callId, Lease<DialProvider> lease, String provider, long since, boolean transcripts) {
        this.callId = callId;
        this.lease = lease;
        this.provider = provider;
        this.since = since;
        this.transcripts = transcripts;
    }

    String provider() {
        return provider;
    }

    long since() {
        return since;
    }

    /** Begins to ring; false when the provider failed over it. */
    boolean open(DialRequest request, DialListener listener) {
        return guarded(
                "open", () -> session = Objects.requireNonNull(lease.provider().open(request, listener)));
    }

    void cancel() {
        DialSession s = session;
        if (s != null && !closed) {
            guarded("cancel", s::cancel);
        }
    }

    /** Lets the visitor in; false when the provider failed over it, and nothing is told. */
    boolean openGate(Consumer<GateResult> result) {
        DialSession s = session;
        return s != null && !closed && guarded("openGate", () -> s.openGate(result));
    }

    /** Ends the session and gives the provider back; idempotent. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        DialSession s = session;
        if (s != null) {
            guarded("close", s::close);
        }
        guarded("lease", lease::close);
    }

    private boolean guarded(String what, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("call {}: {} failed ({})", callId, provider, what, Wordless.unless(transcripts, e));
            return false;
        }
    }
}
