package io.ramal.doorman.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Backends, the preferred first and then in their order, and how many leases are out. */
final class FakeRegistry implements ProviderRegistry {
    final List<FakeAi> backends = new ArrayList<>();
    int leases;
    Duration deadline = Duration.ofSeconds(32);

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        return backends.stream()
                .filter(ai -> ai.health().ready() && !request.excluded().contains(ai.id))
                .min(Comparator.comparing(ai -> !ai.id.equals(request.preferred())))
                .map(ai -> lent(seam.cast(ai)));
    }

    private <P extends Provider> Lease<P> lent(P provider) {
        leases++;
        return new Lease<>() {
            private boolean closed;

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
                return !backends.contains(provider);
            }

            @Override
            public void served(Duration latency) {}

            @Override
            public void failed(String reason) {}

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    leases--;
                }
            }
        };
    }

    @Override
    public List<ProviderStatus> providers() {
        return backends.stream()
                .map(ai -> new ProviderStatus(ai.info(), ai.health(), 0, 0, 0))
                .toList();
    }
}
