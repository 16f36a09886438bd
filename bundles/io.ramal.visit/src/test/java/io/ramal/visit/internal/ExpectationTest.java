package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final int ROUNDS = 5000;
    private static final int LEGS = 3;

    @Test
    void nobodyIsLetInBeforeAndAfter() {
        Expectation expectation = new Expectation();
        assertThat(expectation.admit()).isFalse();
        expectation.open();
        assertThat(expectation.waiting()).isTrue();
        assertThat(expectation.close()).isTrue();
        assertThat(expectation.admit()).isFalse();
        expectation.open();
        assertThat(expectation.admit()).as("over is over").isFalse();
    }

    @Test
    void whoIsInIsInUntilTheyLeave() {
        Expectation expectation = new Expectation();
        expectation.open();
        assertThat(expectation.admit()).isTrue();
        assertThat(expectation.admit()).isFalse();
        assertThat(expectation.close()).isFalse();
        assertThat(expectation.taken()).isTrue();
        expectation.left();
        assertThat(expectation.taken()).isFalse();
        assertThat(expectation.admit()).isFalse();
    }

    @Test
    void ofLegsThatComeAtOnceExactlyOneGetsIn() throws InterruptedException {
        Expectation[] expectations = new Expectation[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            expectations[i] = new Expectation();
            expectations[i].open();
        }
        AtomicInteger in = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(LEGS);
        CountDownLatch done = new CountDownLatch(LEGS);
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        for (int t = 0; t < LEGS; t++) {
            Thread leg = new Thread(() -> {
                try {
                    start.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    failures.add(e);
                    done.countDown();
                    return;
                }
                for (Expectation e : expectations) {
                    if (e.admit()) {
                        in.incrementAndGet();
                    }
                }
                done.countDown();
            });
            leg.start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).as("all came at once").isEmpty();
        assertThat(in.get()).isEqualTo(ROUNDS);
    }
}
