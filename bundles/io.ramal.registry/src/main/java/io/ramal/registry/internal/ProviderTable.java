package io.ramal.registry.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The providers there are, best first. Reading takes no lock: the list is copied when a provider comes or goes, which is
 * rare, and never when one is leased, which is the audio path.
 */
final class ProviderTable implements ProviderRegistry {
    private static final Comparator<Entry> BEST_FIRST =
            Comparator.<Entry>comparingInt(e -> -e.ranking).thenComparingLong(e -> e.serviceId);

    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * Takes a provider in.
     *
     * @param ranking higher is preferred
     * @param serviceId decides between equals: the older is preferred, as OSGi does
     */
    void add(Class<? extends Provider> seam, Provider provider, int ranking, long serviceId) {
        entries.add(new Entry(seam, provider, ranking, serviceId));
    }

    /** Takes a provider out of choice; what it is lent for goes on. */
    void remove(Class<? extends Provider> seam, Provider provider) {
        entries.removeIf(e -> e.seam == seam && e.provider == provider);
    }

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        return entries.stream()
                .filter(e -> e.seam == seam)
                .filter(e -> e.mayServe(request))
                .min(Comparator.<Entry, Boolean>comparing(e -> !e.isPreferredBy(request))
                        .thenComparing(BEST_FIRST))
                .map(e -> e.lend(seam));
    }

    @Override
    public List<ProviderStatus> providers() {
        return entries.stream()
                .sorted(BEST_FIRST)
                .map(Entry::status)
                .sorted(Comparator.comparing(s -> s.info().role()))
                .toList();
    }

    private static final class Entry {
        private final Class<? extends Provider> seam;
        private final Provider provider;
        private final int ranking;
        private final long serviceId;
        private final AtomicInteger leases = new AtomicInteger();
        private final AtomicLong served = new AtomicLong();

        Entry(Class<? extends Provider> seam, Provider provider, int ranking, long serviceId) {
            this.seam = seam;
            this.provider = provider;
            this.ranking = ranking;
            this.serviceId = serviceId;
        }

        boolean mayServe(LeaseRequest request) {
            return !request.excluded().contains(provider.info().id())
                    && provider.info().serves(request.language())
                    && provider.health().ready();
        }

        boolean isPreferredBy(LeaseRequest request) {
            return provider.info().id().equals(request.preferred());
        }

        <P extends Provider> Lease<P> lend(Class<P> as) {
            leases.incrementAndGet();
            return new Loan<>(as.cast(provider), this);
        }

        void giveBack() {
            leases.decrementAndGet();
            served.incrementAndGet();
        }

        ProviderStatus status() {
            return new ProviderStatus(provider.info(), provider.health(), ranking, leases.get(), served.get());
        }
    }

    private static final class Loan<P extends Provider> implements Lease<P> {
        private final P provider;
        private final Entry entry;
        private final AtomicBoolean closed = new AtomicBoolean();

        Loan(P provider, Entry entry) {
            this.provider = provider;
            this.entry = entry;
        }

        @Override
        public P provider() {
            return provider;
        }

        @Override
        public Duration deadline() {
            return Duration.ofMillis(2500);
        }

        @Override
        public boolean retired() {
            return false;
        }

        @Override
        public void served(Duration latency) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                entry.giveBack();
            }
        }
    }
}
