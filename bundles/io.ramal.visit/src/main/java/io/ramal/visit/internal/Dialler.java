package io.ramal.visit.internal;

import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds who rings the resident of one visit: the best provider that rings for this visit and has not failed in it. Used on
 * the visit's thread.
 */
final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    private final ProviderRegistry registry;
    private final Locale language;
    private final DialRequest request;
    private final LongSupplier nanoClock;
    private final boolean transcripts;
    private final boolean simulated;
    private final Set<String> excluded = new HashSet<>(2);

    /**
     * @param transcripts whether the log may show what a failure says
     * @param simulated whether only a provider that claims the visit may ring, and nobody in its place
     */
    Dialler(
            ProviderRegistry registry,
            Locale language,
            DialRequest request,
            LongSupplier nanoClock,
            boolean transcripts,
            boolean simulated) {
        this.simulated = simulated;
        this.registry = registry;
        this.language = language;
        this.request = request;
        this.nanoClock = nanoClock;
        this.transcripts = transcripts;
    }

    DialRequest request() {
        return request;
    }

    /** Who rings next, not yet ringing; empty when nobody can. */
    Optional<Ringing> next() {
        while (true) {
            Optional<Lease<DialProvider>> lease = lease();
            if (lease.isEmpty()) {
                return Optional.empty();
            }
            Lease<DialProvider> lent = lease.get();
            String id = lent.provider().info().id();
            if (!excluded.contains(id) && serves(lent.provider(), id)) {
                return Optional.of(new Ringing(request.callId(), lent, id, nanoClock.getAsLong(), transcripts));
            }
            lent.close();
            if (!excluded.add(id)) {
                return Optional.empty();
            }
        }
    }

    /** This provider is not asked again. */
    void exclude(String provider) {
        excluded.add(provider);
    }

    private Optional<Lease<DialProvider>> lease() {
        try {
            return registry.lease(DialProvider.class, new LeaseRequest(language, excluded));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("call {}: nobody can be leased to ring the resident", request.callId(), shown(e));
            return Optional.empty();
        }
    }

    private boolean serves(DialProvider provider, String id) {
        try {
            return simulated ? provider.claims(request) : provider.serves(request);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("call {}: {} failed (serves)", request.callId(), id, shown(e));
            return false;
        }
    }

    private Throwable shown(Throwable failure) {
        return Wordless.unless(transcripts, failure);
    }
}
