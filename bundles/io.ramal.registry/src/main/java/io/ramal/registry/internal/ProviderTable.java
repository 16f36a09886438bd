package io.ramal.registry.internal;

import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.registry.internal.TrackRecord.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private static final Comparator<Candidate> MOST_WISHED_FIRST = Comparator.comparingInt(Candidate::wish)
            .thenComparing(Candidate::ranking, Comparator.reverseOrder())
            .thenComparingLong(Candidate::serviceId);

    private final CopyOnWriteArrayList<Offer> offers = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong();
    private final Supplier<Map<String, Map<ProviderRole, String>>> choices;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private volatile RegistrySettings settings;
    private volatile boolean closed;

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

    /** By the clock that only goes on. */
    long nanos() {
        return nanoClock.getAsLong();
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

    /** A provider that is here is ranked otherwise. */
    void rank(Class<? extends Provider> seam, Provider provider, int ranking) {
        for (Offer offer : offers) {
            if (offer.is(seam, provider) && offer.ranking() != ranking) {
                offer.ranking(ranking);
                changed();
            }
        }
    }

    /** Nobody asks any more: whoever goes from now on is not waited for. */
    void close() {
        closed = true;
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
            int left = offer.retire(closed ? Duration.ZERO : settings.grace());
            if (left > 0 && !closed) {
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
        // before looking, so that a change meanwhile is noticed
        long seen = version();
        List<Candidate> candidates = candidates(seam, request);
        Set<Standing> passedOver = new HashSet<>();
        Object holder = new Object();
        List<Candidate> failing = new ArrayList<>();
        for (Candidate c : candidates) {
            if (c.offer().ready()) {
                Permission permission = c.offer().record().permission(holder);
                boolean probe = permission == Permission.PROBE;
                if (permission == Permission.NO) {
                    failing.add(c);
                } else if (c.offer().lend()) {
                    return Optional.of(loan(seam, c, request, seen, passedOver, probe ? holder : null));
                } else if (probe) {
                    c.offer().record().withdraw(holder);
                }
            }
            passedOver.add(c.standing());
        }
        // all of them fail: one that may fail once more is better than a mute call
        return failing.stream()
                .filter(c -> c.offer().lend())
                .findFirst()
                .map(c -> loan(seam, c, request, seen, passedOver, null));
    }

    private <P extends Provider> Lease<P> loan(
            Class<P> seam,
            Candidate c,
            LeaseRequest request,
            long seen,
            Set<Standing> passedOver,
            @Nullable Object probe) {
        Duration deadline = deadline(c.offer().info());
        return new Loan<>(seam, c.offer(), request, this, seen, passedOver, deadline, probe);
    }

    /**
     * Whether another provider is to follow one that is lent: because it has come, or is ranked or wished for otherwise,
     * since. Neither health nor circuit of the one that is lent, or of those that were passed over, make a difference.
     */
    Succession succession(Class<? extends Provider> seam, Offer held, LeaseRequest request, Set<Standing> passedOver) {
        List<Candidate> candidates = candidates(seam, request);
        if (candidates.stream().noneMatch(c -> c.offer() == held)) {
            return Succession.DUE;
        }
        List<Offer> better = candidates.stream()
                .takeWhile(c -> c.offer() != held)
                .filter(c -> !passedOver.contains(c.standing()))
                .map(Candidate::offer)
                .toList();
        if (better.isEmpty()) {
            return Succession.NONE;
        }
        return better.stream().anyMatch(o -> o.ready() && o.record().closed()) ? Succession.DUE : Succession.AWAITED;
    }

    /** @param wish the lower the more it is wished for: chosen for the extension, by its profile, for all, by nobody */
    private record Candidate(Offer offer, int wish, int ranking) {
        Standing standing() {
            return new Standing(offer.serviceId(), wish, ranking);
        }

        long serviceId() {
            return offer.serviceId();
        }
    }

    /** Whoever is made for a request, ready or not, the best first. */
    private List<Candidate> candidates(Class<? extends Provider> seam, LeaseRequest request) {
        RegistrySettings now = settings;
        Map<String, Map<ProviderRole, String>> chosen = choices.get();
        return offers.stream()
                .filter(o ->
                        o.fits(seam, request, now.needs().getOrDefault(o.info().role(), Set.of())))
                .map(o -> new Candidate(o, wish(o, request, chosen), o.ranking()))
                .sorted(MOST_WISHED_FIRST)
                .toList();
    }

    private static int wish(Offer offer, LeaseRequest request, Map<String, Map<ProviderRole, String>> chosen) {
        String id = offer.info().id();
        ProviderRole role = offer.info().role();
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

    /** How long a provider may let its holder wait. */
    Duration deadline(ProviderInfo info) {
        return settings.deadline(info.role(), info.id());
    }

    /** Every provider with an id, whatever its role. */
    List<Offer> named(String id) {
        return offers.stream().filter(o -> o.info().id().equals(id)).toList();
    }
}
