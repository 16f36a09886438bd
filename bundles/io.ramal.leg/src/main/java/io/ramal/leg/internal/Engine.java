package io.ramal.leg.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does one thing for a leg: leased when first needed, replaced by the next provider when it fails. What failed is
 * asked once more where there is nobody else, for it may have started anew; what was late is not. Owned by one thread.
 */
final class Engine<P extends Provider> implements AutoCloseable {
    private final ProviderRegistry registry;
    private final Wishes wishes;
    private final ProviderRole role;
    private final Class<P> seam;
    private final int attempts;
    private @Nullable Lease<P> lease;
    private Set<String> failed = Set.of();
    private Set<String> late = Set.of();
    private int failures;
    private boolean askedAgain;

    /** @param attempts after so many failures nobody is asked any more */
    Engine(ProviderRegistry registry, Wishes wishes, ProviderRole role, Class<P> seam, int attempts) {
        this.registry = registry;
        this.wishes = wishes;
        this.role = role;
        this.seam = seam;
        this.attempts = attempts;
    }

    /**
     * Leases a provider where none is held, and another one where the held one is retired and there is another.
     *
     * @return false when nobody can serve now
     */
    boolean lease() {
        if (lease == null) {
            lease = exhausted() ? null : next();
        } else if (lease.retired()) {
            Lease<P> other = ask(failed);
            if (other != null) {
                close();
                lease = other;
            }
        }
        return lease != null;
    }

    private @Nullable Lease<P> next() {
        Lease<P> found = ask(failed);
        if (found == null && !askedAgain && failed.size() > late.size()) {
            found = ask(late);
            if (found != null) {
                askedAgain = true;
                failed = late;
            }
        }
        return found;
    }

    private @Nullable Lease<P> ask(Set<String> without) {
        LeaseRequest request = wishes.lease(role, without);
        return registry.lease(seam, request).orElse(null);
    }

    /** Whether so much has failed that nobody is asked any more. */
    boolean exhausted() {
        return failures >= attempts;
    }

    boolean held() {
        return lease != null;
    }

    /** Whether what is held is to be given back at the next opportunity. */
    boolean retired() {
        return lease != null && lease.retired();
    }

    P provider() {
        return current().provider();
    }

    /** The provider's id; empty when none is held. */
    String id() {
        return lease == null ? "" : lease.provider().info().id();
    }

    /** How long what was asked for may be waited for, in ns. */
    long deadline() {
        return current().deadline().toNanos();
    }

    private Lease<P> current() {
        if (lease == null) {
            throw new IllegalStateException("No " + role + " is leased");
        }
        return lease;
    }

    /** The provider has done what it was asked for. */
    void served(long nanos) {
        if (lease != null) {
            lease.served(Duration.ofNanos(Math.max(0, nanos)));
        }
    }

    /** The provider has not done what it was asked for, and goes back. */
    void failed(String reason) {
        failures++;
        if (lease != null) {
            failed = with(failed, id());
            lease.failed(reason);
        }
        close();
    }

    /** The provider let itself be waited for too long, and goes back. */
    void late(String reason) {
        if (lease != null) {
            late = with(late, id());
        }
        failed(reason);
    }

    private static Set<String> with(Set<String> ids, String one) {
        Set<String> more = new HashSet<>(ids);
        more.add(one);
        return more;
    }

    /** Gives the provider back. */
    @Override
    public void close() {
        Lease<P> l = lease;
        lease = null;
        if (l != null) {
            Quietly.close(l);
        }
    }
}
