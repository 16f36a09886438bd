package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ramal.ai.AiListener;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.provider.Capability;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttProvider;
import io.ramal.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProviderTableTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");

    private final FakeClock clock = new FakeClock();
    private final Map<String, Map<ProviderRole, String>> choices = new HashMap<>();
    private final ProviderTable table =
            new ProviderTable(TestSettings.DEFAULTS, () -> choices, new FakeInstants(clock), clock);

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
    void whatOperatorsChooseGoesFirst() {
        Fake best = add("best", 50, 1);
        Fake profile = add("profile", 0, 2);
        Fake mine = add("mine", 0, 3);
        Fake all = add("all", 0, 4);

        LeaseRequest request = new LeaseRequest(PT, Set.of(), "profile").on("1001");
        choices.put("all", Map.of(ProviderRole.AI, "all"));
        assertThat(chosen(request)).isSameAs(profile);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(all);
        choices.put("1001", Map.of(ProviderRole.AI, "mine"));
        assertThat(chosen(request)).isSameAs(mine);
        assertThat(chosen(new LeaseRequest(PT, Set.of(), "profile").on("1003"))).isSameAs(profile);
        mine.health = ProviderHealth.starting("loading");
        assertThat(chosen(request)).isSameAs(profile);
        choices.clear();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
    }

    @Test
    void onlyWhoCanDoWhatIsNeededServes() {
        add("cloud", 50, 1);
        Fake local = new Fake(new ProviderInfo("local", ProviderRole.AI, Set.of(), "fake", Set.of(Capability.LOCAL)));
        table.add(AiProvider.class, local, 0, 2);

        assertThat(chosen(new LeaseRequest(PT, Set.of(), "", "", Set.of(Capability.LOCAL))))
                .isSameAs(local);
        table.settings(TestSettings.of(Map.of("needs.ai", "local")));
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(local);
        assertThat(table.lease(AiProvider.class, new LeaseRequest(PT, Set.of(), "", "", Set.of(Capability.PARTIALS))))
                .isEmpty();
    }

    @Test
    void deadlinesAreTheRolesOrTheProvidersOwn() {
        table.settings(TestSettings.of(Map.of("deadline.slow.ms", "60000")));
        add("slow", 9, 1);
        add("usual", 0, 2);
        assertThat(lease(LeaseRequest.of(PT)).deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lease(new LeaseRequest(PT, Set.of("slow"))).deadline()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void whoFailsTooOftenIsLeftOutForAWhileAndThenTriedByOne() {
        Fake best = add("best", 50, 1);
        Fake second = add("second", 0, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
            try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
                lease.failed("scripted");
            }
        }
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(second);
        assertThat(table.providers().get(0).available()).isFalse();
        assertThat(table.providers().get(0).performance().lastFailure()).isEqualTo("scripted");

        clock.advance(Duration.ofSeconds(31));
        Lease<AiProvider> probe = lease(LeaseRequest.of(PT));
        assertThat(probe.provider()).isSameAs(best);
        assertThat(chosen(LeaseRequest.of(PT))).as("one tries it, not all").isSameAs(second);
        probe.served(Duration.ofMillis(80));
        probe.close();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
        assertThat(table.providers().get(0).available()).isTrue();
    }

    @Test
    void aProbeWithoutAVerdictIsGivenToTheNext() {
        Fake best = add("best", 50, 1);
        add("second", 0, 2);
        fail(3);
        clock.advance(Duration.ofSeconds(31));
        lease(LeaseRequest.of(PT)).close();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
    }

    @Test
    void twoFailuresAmongTheFirstThreeLeaveNobodyOut() {
        Fake best = add("best", 50, 1);
        add("second", 0, 2);
        fail(2);
        serve();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
        fail(1);
        assertThat(chosen(LeaseRequest.of(PT))).as("three of four").isNotSameAs(best);

        clock.advance(Duration.ofSeconds(31));
        serve();
        fail(2);
        assertThat(chosen(LeaseRequest.of(PT))).as("it begins anew").isSameAs(best);
        fail(1);
        assertThat(chosen(LeaseRequest.of(PT))).isNotSameAs(best);
    }

    @Test
    void aProbeThatIsNeverGivenBackIsFollowedByAnother() {
        Fake best = add("best", 50, 1);
        Fake second = add("second", 0, 2);
        fail(3);
        clock.advance(Duration.ofSeconds(31));
        assertThat(lease(LeaseRequest.of(PT)).provider()).as("and lost").isSameAs(best);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(second);
        clock.advance(Duration.ofSeconds(31));
        Lease<AiProvider> next = lease(LeaseRequest.of(PT));
        assertThat(next.provider()).isSameAs(best);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(second);
        next.served(Duration.ZERO);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(best);
    }

    @Test
    void aLeaseOfBetterDaysMakesNoSecondProbe() {
        add("best", 50, 1);
        Fake second = add("second", 0, 2);
        Lease<AiProvider> old = lease(LeaseRequest.of(PT));
        fail(3);
        clock.advance(Duration.ofSeconds(31));
        Lease<AiProvider> probe = lease(LeaseRequest.of(PT));
        old.close();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(second);
        probe.close();
    }

    @Test
    void whoFailsIsBetterThanNobody() {
        Fake only = add("only", 0, 1);
        fail(9);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(only);
    }

    @Test
    void occasionalFailuresLeaveNobodyOut() {
        Fake best = add("best", 50, 1);
        add("second", 0, 2);
        for (int i = 0; i < 20; i++) {
            try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
                assertThat(lease.provider()).isSameAs(best);
                if (i % 3 == 0) {
                    lease.failed("scripted");
                } else {
                    lease.served(Duration.ofMillis(10));
                }
            }
        }
    }

    @Test
    void latenciesAreThoseOfTheLastMinutes() {
        add("one", 0, 1);
        try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
            for (int ms = 1; ms <= 100; ms++) {
                lease.served(Duration.ofMillis(ms));
            }
        }
        assertThat(table.providers()).singleElement().satisfies(s -> {
            assertThat(s.performance().answered()).isEqualTo(100);
            assertThat(s.performance().p50().toMillis()).isEqualTo(50);
            assertThat(s.performance().p99().toMillis()).isEqualTo(99);
        });
        clock.advance(Duration.ofMinutes(6));
        assertThat(table.providers().get(0).performance().measured()).isEqualTo(100);
        clock.advance(Duration.ofMinutes(6));
        assertThat(table.providers().get(0).performance().measured()).isZero();
        assertThat(table.providers().get(0).performance().answered()).isEqualTo(100);
    }

    @Test
    void aLeaseIsRetiredOnceItsProviderHasGoneOrAnotherIsWanted() {
        Fake first = add("first", 0, 1);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        assertThat(lease.retired()).isFalse();
        Fake worse = add("worse", -1, 2);
        assertThat(lease.retired()).as("a worse one").isFalse();
        choices.put("all", Map.of(ProviderRole.AI, "worse"));
        table.changed();
        assertThat(lease.retired()).isTrue();

        Lease<AiProvider> other = lease(LeaseRequest.of(PT));
        assertThat(other.provider()).isSameAs(worse);
        table.remove(AiProvider.class, worse);
        assertThat(other.retired()).isTrue();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(first);
    }

    @Test
    void aBetterOneThatIsStillLoadingFollowsOnceItIsReady() {
        add("first", 0, 1);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        Fake better = new Fake(new ProviderInfo("better", ProviderRole.AI, Set.of(), "fake"));
        better.health = ProviderHealth.starting("loading");
        table.add(AiProvider.class, better, 50, 2);
        assertThat(lease.retired()).isFalse();
        better.health = ProviderHealth.READY;
        clock.advance(Duration.ofSeconds(1));
        assertThat(lease.retired()).isTrue();
        better.health = ProviderHealth.starting("loading again");
        assertThat(lease.retired()).as("once and for all").isTrue();
    }

    @Test
    void healthRetiresNobodyWhateverElseChanges() {
        Fake held = add("held", 0, 1);
        Fake better = add("better", 50, 2);
        better.health = ProviderHealth.unavailable("no network", "wait");
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        assertThat(lease.provider()).isSameAs(held);

        held.health = ProviderHealth.starting("connecting anew");
        add("worse", -1, 3);
        assertThat(lease.retired()).as("its own").isFalse();
        better.health = ProviderHealth.READY;
        add("worst", -2, 4);
        assertThat(lease.retired()).as("of one that was passed over").isFalse();
    }

    @Test
    void aNewRankingRetiresWhoIsNotTheBestAnyMore() {
        add("first", 5, 1);
        Fake second = add("second", 0, 2);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        table.rank(AiProvider.class, second, 3);
        assertThat(lease.retired()).isFalse();
        table.rank(AiProvider.class, second, 9);
        assertThat(lease.retired()).isTrue();
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(second);
        assertThat(table.providers().get(0).ranking()).isEqualTo(9);
    }

    @Test
    void whoMayNotServeAnyMoreIsRetired() {
        add("cloud", 0, 1);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        table.settings(TestSettings.of(Map.of("needs.ai", "local")));
        assertThat(lease.retired()).isTrue();
    }

    @Test
    void whoDoesNotEvenTellItsHealthIsPassedOver() {
        Fake broken = add("broken", 50, 1);
        broken.health = null;
        Fake sound = add("sound", 0, 2);
        assertThat(chosen(LeaseRequest.of(PT))).isSameAs(sound);
        assertThat(table.providers().get(0).health().state()).isEqualTo(ProviderHealth.State.UNAVAILABLE);
    }

    @Test
    void aCircuitThatOpensRetiresNobody() {
        add("best", 50, 1);
        add("second", 0, 2);
        Lease<AiProvider> held = lease(LeaseRequest.of(PT));
        fail(3);
        assertThat(held.retired()).isFalse();
    }

    @Test
    void whoIsWithdrawnIsAwaitedUntilItsLastLeaseIsBack() throws Exception {
        RegistrySettings d = TestSettings.DEFAULTS;
        table.settings(
                new RegistrySettings(d.deadlines(), d.ownDeadlines(), d.needs(), d.circuit(), Duration.ofMinutes(5)));
        Fake one = add("one", 0, 1);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        CompletableFuture<Void> removal =
                CompletableFuture.runAsync(() -> table.remove(AiProvider.class, one), r -> new Thread(r).start());
        while (!lease.retired()) {
            Thread.onSpinWait();
        }
        assertThat(table.lease(AiProvider.class, LeaseRequest.of(PT))).isEmpty();
        assertThat(removal).isNotDone();
        lease.close();
        removal.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nobodyIsAwaitedOnceTheRegistryItselfIsStopped() {
        table.settings(TestSettings.of(Map.of("retire.grace.ms", 30_000)));
        Fake one = add("one", 0, 1);
        Lease<AiProvider> lease = lease(LeaseRequest.of(PT));
        table.close();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> table.remove(AiProvider.class, one));
        assertThat(lease.retired()).isTrue();
    }

    @Test
    void countsAreRightHoweverManyLeaseWhileProvidersComeAndGo() throws Exception {
        Duration grace = Duration.ofSeconds(30);
        table.settings(TestSettings.of(Map.of("retire.grace.ms", grace.toMillis())));
        add("steady", 0, 1);
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Long>> holders = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                holders.add(CompletableFuture.supplyAsync(
                        () -> {
                            long taken = 0;
                            while (!over.get()) {
                                try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
                                    lease.served(Duration.ZERO);
                                    lease.retired();
                                    taken++;
                                }
                            }
                            return taken;
                        },
                        pool));
            }
            for (int i = 0; i < 500; i++) {
                Fake visitor = add("visitor", 50, 10 + i);
                long begin = System.nanoTime();
                table.remove(AiProvider.class, visitor);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as("a lease that was not counted back would be waited for")
                        .isLessThan(grace);
            }
            over.set(true);
            for (CompletableFuture<Long> holder : holders) {
                assertThat(holder.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(table.providers())
                .singleElement()
                .satisfies(s -> assertThat(s.leases()).isZero());
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

    private void serve() {
        try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
            lease.served(Duration.ofMillis(10));
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            try (Lease<AiProvider> lease = lease(LeaseRequest.of(PT))) {
                lease.failed("scripted");
            }
        }
    }

    private Lease<AiProvider> lease(LeaseRequest request) {
        return table.lease(AiProvider.class, request).orElseThrow();
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
