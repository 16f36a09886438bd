package io.ramal.registry.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers there are, best first. Reading takes no lock: the list is copied when a provider comes or goes, which is
 * rare, and never when one is leased, which is the audio path.
 */
final class ProviderTable implements ProviderRegistry {
    private static final Logger log = LoggerFactory.getLogger(ProviderTable.class);
    private static final Comparator<Offer> BEST_FIRST =
            Comparator.<Offer>comparingInt(e -> -e.ranking()).thenComparingLong(Offer::serviceId);

    private final CopyOnWriteArrayList<Offer> offers = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong();
    private final Supplier<Map<String, Map<ProviderRole, String>>> choices;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private volatile RegistrySettings settings;

    /** @param choices what operators have chosen, by extension; asked for every lease */
    ProviderTable(
            RegistrySettings settings,
            Supplier<Map<String, Map<ProviderRole, String>>> choices,
            Clock clock,
            LongSupplier nanoClock) {
        this.settings = settings;
        this.choices = choices;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** Circuits that exist keep their settings until their provider is registered anew. */
    void settings(RegistrySettings changed) {
        settings = changed;
        changed();
    }

    /** Who is chosen may be another one from now on. */
    void changed() {
        version.incrementAndGet();
    }

    /** Grows with every change of providers and choices. */
    long version() {
        return version.get();
    }

    /**
     * Takes a provider in.
     *
     * @param ranking higher is preferred
     * @param serviceId decides between equals: the older is preferred, as OSGi does
     */
    void add(Class<? extends Provider> seam, Provider provider, int ranking, long serviceId) {
        String name = provider.info().role() + " " + provider.info().id();
        TrackRecord record = new TrackRecord(name, settings.circuit(), clock, nanoClock);
        offers.add(new Offer(seam, provider, ranking, serviceId, record));
        changed();
    }

    /**
     * Takes a provider out of choice at once, and waits at most {@link RegistrySettings#grace} for what it is lent for: so
     * long does whoever unregisters it keep its bundle alive. Never on a thread that carries sound.
     */
    void remove(Class<? extends Provider> seam, Provider provider) {
        for (Offer offer : offers) {
            if (offer.is(seam, provider) && offers.remove(offer)) {
                changed();
                retire(offer);
            }
        }
    }

    private void retire(Offer offer) {
        try {
            int left = offer.retire(settings.grace());
            if (left > 0) {
                log.warn(
                        "{} provider {} was withdrawn while it served {} utterances that did not end within {} ms",
                        offer.info().role(),
                        offer.info().id(),
                        left,
                        settings.grace().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        RegistrySettings now = settings;
        List<Offer> candidates = candidates(seam, request).toList();
        for (Offer offer : candidates) {
            if (offer.record().permits()) {
                if (offer.lend()) {
                    return Optional.of(new Loan<>(
                            seam,
                            offer,
                            request,
                            this,
                            now.deadline(offer.info().role(), offer.info().id()),
                            true));
                }
                offer.record().withdraw();
            }
        }
        // all of them fail: one that may fail once more is better than a mute call
        return candidates.stream()
                .filter(Offer::lend)
                .findFirst()
                .map(offer -> new Loan<>(
                        seam,
                        offer,
                        request,
                        this,
                        now.deadline(offer.info().role(), offer.info().id()),
                        false));
    }

    /** Whether a request would be given to another provider than this one, circuits apart. */
    boolean prefersAnother(Class<? extends Provider> seam, Offer held, LeaseRequest request) {
        return candidates(seam, request)
                .filter(o -> o == held || !o.record().open())
                .findFirst()
                .filter(o -> o != held)
                .isPresent();
    }

    private Stream<Offer> candidates(Class<? extends Provider> seam, LeaseRequest request) {
        RegistrySettings now = settings;
        return offers.stream()
                .filter(o -> o.mayServe(
                        seam, request, now.needs().getOrDefault(o.info().role(), Set.of())))
                .sorted(Comparator.<Offer>comparingInt(o -> wish(o, request)).thenComparing(BEST_FIRST));
    }

    /** The lower the more it is wished for: chosen for the extension, by its profile, for all, by nobody. */
    private int wish(Offer offer, LeaseRequest request) {
        String id = offer.info().id();
        ProviderRole role = offer.info().role();
        Map<String, Map<ProviderRole, String>> chosen = choices.get();
        if (!request.extension().isEmpty()
                && id.equals(chosen.getOrDefault(request.extension(), Map.of()).get(role))) {
            return 0;
        }
        if (id.equals(request.preferred())) {
            return 1;
        }
        return id.equals(chosen.getOrDefault(ProviderChoices.ALL, Map.of()).get(role)) ? 2 : 3;
    }

    @Override
    public List<ProviderStatus> providers() {
        return offers.stream()
                .sorted(BEST_FIRST)
                .map(Offer::status)
                .sorted(Comparator.comparing(s -> s.info().role()))
                .toList();
    }

    /** Every provider with an id, whatever its role. */
    List<Provider> named(String id) {
        return offers.stream()
                .filter(o -> o.info().id().equals(id))
                .map(Offer::provider)
                .toList();
    }
}
