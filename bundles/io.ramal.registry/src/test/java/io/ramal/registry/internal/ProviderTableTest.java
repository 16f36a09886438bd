package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttProvider;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderTableTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");

    private final ProviderTable table = new ProviderTable();

    @Test
    void theHighestRankingServesAndTheOlderWinsATie() {
        Fake low = add("low", 0, 1);
        Fake high = add("high", 50, 3);
        add("younger", 50, 4);

        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(high);

        table.remove(AiProvider.class, high);
        assertThat(chosen(LeaseRequest.of(PT)).info().id()).isEqualTo("younger");
        assertThat(chosen(new LeaseRequest(PT, Set.of("younger")))).isSameAs(low);
    }

    @Test
    void whoIsNotReadyOrDoesNotSpeakTheLanguageIsPassedOver() {
        Fake portuguese = add("portuguese", 9, 1, PT);
        Fake english = add("english", 5, 2, EN);

        assertThat(chosen(LeaseRequest.of(EN))).isSameAs(english);
        english.health = ProviderHealth.unavailable("no key", "set a key");
        assertThat(table.lease(AiProvider.class, LeaseRequest.of(EN))).isEmpty();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(portuguese);
    }

    @Test
    void aProviderOfALanguageServesItsCountries() {
        Fake any = add("pt", 0, 1, Locale.forLanguageTag("pt"));
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(any);
        assertThat(table.lease(AiProvider.class, LeaseRequest.of(EN))).isEmpty();
    }

    @Test
    void thePreferredServesBeforeBetterOnesWhileItCan() {
        Fake best = add("best", 50, 1);
        Fake preferred = add("preferred", 0, 2, PT);

        assertThat(chosen(new LeaseRequest(PT, Set.of(), "preferred"))).isSameAs(preferred);
        assertThat(chosen(new LeaseRequest(PT, Set.of(), "unheard of"))).isSameAs(best);
        assertThat(chosen(new LeaseRequest(EN, Set.of(), "preferred")))
                .as("it does not speak the language")
                .isSameAs(best);
        assertThat(chosen(new LeaseRequest(PT, Set.of("preferred"), "preferred")))
                .as("it has just failed")
                .isSameAs(best);
        preferred.health = ProviderHealth.starting("loading");
        assertThat(chosen(new LeaseRequest(PT, Set.of(), "preferred"))).isSameAs(best);
    }

    @Test
    void seamsAreNotMixedUp() {
        add("ai", 0, 1);
        assertThat(table.lease(SttProvider.class, LeaseRequest.of(PT))).isEmpty();
    }

    @Test
    void leasesAreCountedOnceHoweverOftenTheyAreClosed() {
        add("one", 0, 1);
        Lease<AiProvider> lease =
                table.lease(AiProvider.class, LeaseRequest.of(PT)).orElseThrow();
        assertThat(table.providers()).singleElement().satisfies(s -> {
            assertThat(s.leases()).isEqualTo(1);
            assertThat(s.served()).isZero();
        });
        lease.close();
        lease.close();
        assertThat(table.providers()).singleElement().satisfies(s -> {
            assertThat(s.leases()).isZero();
            assertThat(s.served()).isEqualTo(1);
        });
    }

    @Test
    void aLeaseOutlivesTheRemovalOfItsProvider() {
        Fake one = add("one", 0, 1);
        Lease<AiProvider> lease =
                table.lease(AiProvider.class, LeaseRequest.of(PT)).orElseThrow();
        table.remove(AiProvider.class, one);
        assertThat(lease.provider()).isSameAs(one);
        lease.close();
        assertThat(table.providers()).isEmpty();
    }

    private AiProvider chosen(LeaseRequest request) {
        try (Lease<AiProvider> lease = table.lease(AiProvider.class, request).orElseThrow()) {
            return lease.provider();
        }
    }

    private Fake add(String id, int ranking, long serviceId, Locale... languages) {
        Fake fake = new Fake(new ProviderInfo(id, ProviderRole.AI, Set.of(languages), "fake"));
        table.add(AiProvider.class, fake, ranking, serviceId);
        return fake;
    }

    private static final class Fake implements AiProvider {
        private final ProviderInfo info;
        private ProviderHealth health = ProviderHealth.READY;

        Fake(ProviderInfo info) {
            this.info = info;
        }

        @Override
        public ProviderInfo info() {
            return info;
        }

        @Override
        public ProviderHealth health() {
            return health;
        }

        @Override
        public AiSession open(AiRequest request, AiListener listener) {
            throw new AssertionError("only chosen, never opened");
        }
    }
}
