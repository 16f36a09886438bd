package io.ramal.registry.internal;

import io.ramal.provider.Capability;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A provider that is registered, and what it is lent for. Thread-safe. */
final class Offer {
    private final Class<? extends Provider> seam;
    private final Provider provider;
    private final ProviderInfo info;
    private final long serviceId;
    private final TrackRecord record;
    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicLong lent = new AtomicLong();
    private volatile int ranking;
    private volatile @Nullable CountDownLatch retired;

    Offer(Class<? extends Provider> seam, Provider provider, int ranking, long serviceId, TrackRecord record) {
        this.seam = seam;
        this.provider = provider;
        this.info = provider.info();
        this.ranking = ranking;
        this.serviceId = serviceId;
        this.record = record;
    }

    boolean is(Class<? extends Provider> otherSeam, Provider other) {
        return seam == otherSeam && provider == other;
    }

    Provider provider() {
        return provider;
    }

    ProviderInfo info() {
        return info;
    }

    int ranking() {
        return ranking;
    }

    void ranking(int changed) {
        ranking = changed;
    }

    long serviceId() {
        return serviceId;
    }

    TrackRecord record() {
        return record;
    }

    boolean gone() {
        return retired != null;
    }

    /**
     * Whether it is made for a request, ready or not.
     *
     * @param needs what every provider of the role must be able to do
     */
    boolean fits(Class<? extends Provider> wanted, LeaseRequest request, Set<Capability> needs) {
        return seam == wanted
                && !request.excluded().contains(info.id())
                && info.serves(request.language())
                && info.capabilities().containsAll(request.needs())
                && info.capabilities().containsAll(needs);
    }

    /** How it fares; one that cannot even say so is not asked for more. */
    ProviderHealth health() {
        try {
            return Objects.requireNonNull(provider.health());
        } catch (RuntimeException | LinkageError e) {
            return ProviderHealth.unavailable("it does not tell its health: " + e, "exchange or update its bundle");
        }
    }

    boolean ready() {
        return health().ready();
    }

    /** Counts a lease; false when the provider has gone meanwhile. */
    boolean lend() {
        leases.incrementAndGet();
        if (retired != null) {
            returned();
            return false;
        }
        return true;
    }

    /** Ends a lease that served nobody. */
    void takeBack() {
        returned();
    }

    void giveBack() {
        lent.incrementAndGet();
        returned();
    }

    private void returned() {
        CountDownLatch waiting;
        if (leases.decrementAndGet() == 0 && (waiting = retired) != null) {
            waiting.countDown();
        }
    }

    /**
     * Lends nothing any more, and waits for what is lent.
     *
     * @return leases that were not given back in time
     */
    int retire(Duration grace) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        retired = waiting;
        if (leases.get() > 0) {
            waiting.await(grace.toNanos(), TimeUnit.NANOSECONDS);
        }
        return leases.get();
    }

    ProviderStatus status() {
        return new ProviderStatus(info, health(), ranking, leases.get(), lent.get(), record.performance());
    }
}
