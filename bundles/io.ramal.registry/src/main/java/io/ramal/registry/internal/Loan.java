package io.ramal.registry.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A provider lent for one request. Thread-safe. */
final class Loan<P extends Provider> implements Lease<P> {
    /** How often is looked whether a better one, which could not serve yet when it came, can by now. */
    private static final long LOOK_NANOS = 250_000_000L;

    private final P provider;
    private final Offer offer;
    private final Class<P> seam;
    private final LeaseRequest request;
    private final ProviderTable table;
    private final Duration deadline;
    private final Set<Standing> passedOver;
    private final @Nullable Object probe;
    /** The circuit waits for a verdict of this loan. */
    private final AtomicBoolean awaited;

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long seen;
    private volatile boolean awaiting;
    private volatile long looked;
    private volatile boolean replaced;

    /**
     * @param version of the table when it was looked through
     * @param passedOver who would have been lent instead, had they been able to serve
     * @param probe who others wait for, when this is a probe
     */
    Loan(
            Class<P> seam,
            Offer offer,
            LeaseRequest request,
            ProviderTable table,
            long version,
            Set<Standing> passedOver,
            Duration deadline,
            @Nullable Object probe) {
        this.seam = seam;
        this.offer = offer;
        this.provider = seam.cast(offer.provider());
        this.request = request;
        this.table = table;
        this.seen = version;
        this.passedOver = Set.copyOf(passedOver);
        this.deadline = deadline;
        this.probe = probe;
        this.awaited = new AtomicBoolean(probe != null);
    }

    @Override
    public P provider() {
        return provider;
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public boolean retired() {
        if (offer.gone() || replaced) {
            return true;
        }
        long now = table.version();
        if (now != seen || awaiting && table.nanos() - looked > LOOK_NANOS) {
            Succession succession = table.succession(seam, offer, request, passedOver);
            looked = table.nanos();
            awaiting = succession == Succession.AWAITED;
            seen = now;
            replaced = succession == Succession.DUE;
        }
        return replaced;
    }

    @Override
    public void served(Duration latency) {
        awaited.set(false);
        offer.record().served(latency);
    }

    @Override
    public void failed(String reason) {
        awaited.set(false);
        offer.record().failed(reason);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (probe != null && awaited.get()) {
                offer.record().withdraw(probe);
            }
            offer.giveBack();
        }
    }
}
