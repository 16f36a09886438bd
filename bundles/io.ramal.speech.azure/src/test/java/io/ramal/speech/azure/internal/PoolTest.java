package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.provider.ProviderHealth;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.ManualExecutor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final FakeClock clock = new FakeClock();
    private final ManualExecutor workers = new ManualExecutor();
    private final FakeEngine.Maker maker = new FakeEngine.Maker();
    private final Health health = new Health("speech", clock, () -> 0.5, () -> {});

    private Pool<FakeEngine> pool(int spare, int keep) {
        return new Pool<>(
                maker::make,
                new Pool.Size(spare, keep, Duration.ofMinutes(4), Duration.ofSeconds(2)),
                clock,
                workers,
                health);
    }

    private static void connect(FakeEngine engine) {
        engine.tell(new EngineEvent.Connected());
    }

    @Test
    void whatIsTakenIsReplaced() {
        Pool<FakeEngine> pool = pool(2, 0);
        assertThat(pool.take()).isNull();
        workers.runAll();
        assertThat(maker.made).hasSize(2).allSatisfy(e -> assertThat(e.done).containsExactly("connect"));
        assertThat(pool.take()).as("not connected yet").isNull();
        maker.made.forEach(PoolTest::connect);
        assertThat(pool.ready()).isEqualTo(2);
        assertThat(pool.take()).isIn(maker.made);
        workers.runAll();
        assertThat(maker.made).hasSize(3);
        assertThat(health.now()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void aProbeIsKeptWhereOneIsMissingAndClosedWhereNot() {
        Pool<FakeEngine> pool = pool(1, 0);
        pool.probe();
        workers.runAll();
        connect(maker.last());
        assertThat(pool.ready()).isOne();
        pool.probe();
        workers.runAll();
        connect(maker.last());
        assertThat(pool.ready()).isOne();
        assertThat(maker.last().closed()).isTrue();
    }

    @Test
    void whatFailsOrTakesTooLongIsClosedAndTold() {
        Pool<FakeEngine> pool = pool(1, 0);
        pool.refill();
        workers.runAll();
        maker.last().tell(new EngineEvent.Failed(new Failure(Failure.Kind.KEY, "401")));
        assertThat(maker.last().closed()).isTrue();
        assertThat(health.now().reason()).isEqualTo("401");

        pool.refill();
        workers.runAll();
        clock.advance(Duration.ofMillis(1999));
        pool.tick();
        assertThat(maker.last().closed()).isFalse();
        clock.advance(Duration.ofMillis(1));
        pool.tick();
        assertThat(maker.last().closed()).isTrue();
        connect(maker.last());
        assertThat(pool.ready()).as("too late").isZero();
    }

    @Test
    void anEngineThatCannotBeMadeIsToldAndLeavesRoomForTheNext() {
        maker.failure = new IllegalStateException("no");
        Pool<FakeEngine> pool = pool(1, 0);
        pool.refill();
        workers.runAll();
        assertThat(health.now().reason()).contains("no");
        maker.failure = null;
        pool.refill();
        workers.runAll();
        connect(maker.last());
        assertThat(pool.ready()).isOne();
    }

    @Test
    void aConnectionTheServiceEndsIsDroppedAndMadeAnewByTheNextUse() {
        Pool<FakeEngine> pool = pool(1, 0);
        pool.refill();
        workers.runAll();
        FakeEngine first = maker.last();
        connect(first);
        first.tell(new EngineEvent.Disconnected());
        assertThat(first.closed()).isTrue();
        workers.runAll();
        assertThat(maker.made).hasSize(1);
        assertThat(pool.take()).isNull();
        workers.runAll();
        assertThat(maker.made).hasSize(2);
    }

    @Test
    void whileThereIsNoHelperTimeDoesNotCount() {
        Pool<FakeEngine> pool = pool(1, 0);
        pool.refill();
        workers.runAll();
        clock.advance(Duration.ofSeconds(10));
        pool.hold();
        clock.advance(Duration.ofMillis(1999));
        pool.tick();
        assertThat(maker.last().closed()).isFalse();
        clock.advance(Duration.ofMillis(1));
        pool.tick();
        assertThat(maker.last().closed()).isTrue();
        assertThat(health.now().reason()).contains("no connection within 2000 ms");
    }

    @Test
    void nothingIsKeptThatNobodyUses() {
        Pool<FakeEngine> pool = pool(1, 0);
        pool.refill();
        workers.runAll();
        connect(maker.last());
        clock.advance(Duration.ofMinutes(4).minusMillis(1));
        pool.tick();
        assertThat(pool.ready()).isOne();
        clock.advance(Duration.ofMillis(1));
        pool.tick();
        assertThat(maker.last().closed()).isTrue();
        workers.runAll();
        assertThat(maker.made).hasSize(1);
    }

    @Test
    void whatIsGivenBackIsKeptUpToALimit() {
        Pool<FakeEngine> pool = pool(0, 2);
        FakeEngine a = maker.make();
        FakeEngine b = maker.make();
        FakeEngine c = maker.make();
        pool.give(a);
        pool.give(b);
        pool.give(c);
        assertThat(pool.ready()).isEqualTo(2);
        assertThat(c.closed()).isTrue();
        assertThat(pool.take()).as("the warmest").isSameAs(b);
    }

    @Test
    void closingClosesAllAndWhatConnectsLater() {
        Pool<FakeEngine> pool = pool(2, 0);
        pool.refill();
        workers.runNext();
        connect(maker.last());
        pool.close();
        workers.runAll();
        assertThat(maker.made).hasSize(2).allSatisfy(e -> assertThat(e.closed()).isTrue());
        FakeEngine late = maker.make();
        pool.give(late);
        assertThat(late.closed()).isTrue();
        assertThat(pool.take()).isNull();
        workers.runAll();
        assertThat(maker.made).hasSize(3);
    }
}
