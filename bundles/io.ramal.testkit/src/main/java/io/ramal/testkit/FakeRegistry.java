package io.ramal.testkit;

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

/** A registry that lends whatever the test put in, the preferred first and then in that order, and counts what has not come back. Thread-safe. */
public final class FakeRegistry implements ProviderRegistry {
    private static final int MAX_REQUESTS = 100;

    private final List<Provider> providers = new CopyOnWriteArrayList<>();
    private final AtomicInteger leased = new AtomicInteger();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final List<LeaseRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Duration deadline = Duration.ofMillis(2500);

    /** Adds providers; earlier ones are preferred. */
    public FakeRegistry add(Provider... more) {
        providers.addAll(List.of(more));
        return this;
    }

    /** A provider is unregistered. */
    public void remove(Provider provider) {
        providers.remove(provider);
    }

    /** The deadline of leases from now on. */
    public FakeRegistry deadline(Duration value) {
        deadline = value;
        return this;
    }

    /** How leases went, in order: {@code id served 120} with the latency in ms, or {@code id failed: reason}. */
    public List<String> outcomes() {
        return List.copyOf(outcomes);
    }

    /** What was asked for, in order; of a long test only the first ones. */
    public List<LeaseRequest> requests() {
        return List.copyOf(requests);
    }

    /** Leases that have not been closed. */
    public int leased() {
        return leased.get();
    }

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        if (requests.size() < MAX_REQUESTS) {
            requests.add(request);
        }
        return providers.stream()
                .filter(seam::isInstance)
                .filter(p -> p.health().ready()
                        && p.info().serves(request.language())
                        && !request.excluded().contains(p.info().id()))
                .min(Comparator.comparing(p -> !p.info().id().equals(request.preferred())))
                .map(p -> lend(seam.cast(p)));
    }

    private <P extends Provider> Lease<P> lend(P provider) {
        leased.incrementAndGet();
        AtomicBoolean closed = new AtomicBoolean();
        Duration limit = deadline;
        String id = provider.info().id();
        return new Lease<>() {
            @Override
            public P provider() {
                return provider;
            }

            @Override
            public Duration deadline() {
                return limit;
            }

            @Override
            public boolean retired() {
                return !providers.contains(provider);
            }

            @Override
            public void served(Duration latency) {
                outcomes.add(id + " served " + latency.toMillis());
            }

            @Override
            public void failed(String reason) {
                outcomes.add(id + " failed: " + reason);
            }

            @Override
            public void close() {
                if (closed.compareAndSet(false, true)) {
                    leased.decrementAndGet();
                }
            }
        };
    }

    @Override
    public List<ProviderStatus> providers() {
        return providers.stream()
                .map(p -> new ProviderStatus(p.info(), p.health(), 0, 0, 0))
                .toList();
    }
}
