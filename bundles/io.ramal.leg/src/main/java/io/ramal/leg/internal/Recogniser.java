package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.Lease;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine that understands one turn: leased for it, replaced when it fails. Engine faults come out of {@link
 * #accept} and {@link #finish} as false. Owned by the leg's thread.
 */
final class Recogniser implements AutoCloseable {
    private static final int MAX_ENGINES = 3;

    private final ProviderRegistry registry;
    private final Wishes wishes;
    private final SttRequest request;
    private final Executor leg;
    private final LongSupplier clock;
    private final Consumer<SttEvent> events;
    private final Set<String> excluded = new HashSet<>(2);
    private @Nullable Lease<SttProvider> lease;
    private @Nullable SttSession session;
    private int engines;
    private boolean finishing;
    private long finishedAt;

    /** @param events called on the leg's thread, by the engine in use only */
    Recogniser(Shared shared, Wishes wishes, SttRequest request, Executor leg, Consumer<SttEvent> events) {
        this.registry = shared.registry();
        this.wishes = wishes;
        this.request = request;
        this.leg = leg;
        this.clock = shared.clock();
        this.events = events;
    }

    boolean working() {
        return session != null;
    }

    /** Whether any engine could be leased so far. */
    boolean found() {
        return engines > 0;
    }

    /** Leases and opens an engine; see {@link #working} for whether there is one. */
    void connect() {
        while (session == null && engines < MAX_ENGINES) {
            lease = registry.lease(SttProvider.class, wishes.lease(ProviderRole.STT, excluded))
                    .orElse(null);
            if (lease == null) {
                return;
            }
            int mine = ++engines;
            finishing = false;
            try {
                session = lease.provider()
                        .open(
                                request,
                                e -> leg.execute(() -> {
                                    if (mine == engines && session != null) {
                                        events.accept(e);
                                    }
                                }));
            } catch (RuntimeException e) {
                failed(e.toString());
            }
        }
    }

    /** False when the engine failed over it. */
    boolean accept(AudioFrame frame) {
        SttSession s = session;
        try {
            if (s != null) {
                s.accept(frame);
            }
            return true;
        } catch (RuntimeException e) {
            failed(e.toString());
            return false;
        }
    }

    /** False when the engine failed over it. */
    boolean finish() {
        SttSession s = session;
        finishing = true;
        finishedAt = clock.getAsLong();
        try {
            if (s != null) {
                s.finish();
            }
            return true;
        } catch (RuntimeException e) {
            failed(e.toString());
            return false;
        }
    }

    /**
     * The engine has done what it was asked for.
     *
     * @return its id, empty when there is none
     */
    String served() {
        if (lease == null) {
            return "";
        }
        lease.served(Duration.ofNanos(finishing ? Math.max(0, clock.getAsLong() - finishedAt) : 0));
        return lease.provider().info().id();
    }

    /** How long the text may take once the turn is over, in ns. */
    long deadline() {
        return lease == null ? 0 : lease.deadline().toNanos();
    }

    /** The engine is not to be asked again for this turn. */
    void failed(String reason) {
        if (lease != null) {
            excluded.add(lease.provider().info().id());
            lease.failed(reason);
        }
        close();
    }

    /** Ends the session and gives the engine back. */
    @Override
    public void close() {
        SttSession s = session;
        Lease<SttProvider> l = lease;
        session = null;
        lease = null;
        if (s != null) {
            Quietly.close(s);
        }
        if (l != null) {
            Quietly.close(l);
        }
    }
}
