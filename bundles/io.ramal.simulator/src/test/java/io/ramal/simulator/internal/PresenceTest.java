package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void isShownWhileSomebodyNeedsIt() throws Exception {
        Presence presence = new Presence(executor, () -> told.add("shown"), () -> told.add("hidden"));
        presence.enter();
        presence.enter();
        presence.leave();
        settle();
        assertThat(told).containsExactly("shown");
        presence.leave();
        settle();
        assertThat(told).containsExactly("shown", "hidden");
    }

    @Test
    void whoeverIsInterruptedOnTheWayInHasLeft() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        executor.execute(() -> await(busy));
        Presence presence = new Presence(executor, () -> told.add("shown"), () -> told.add("hidden"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(presence::enter).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        busy.countDown();
        settle();
        assertThat(told).containsExactly("shown", "hidden");
    }

    @Test
    void whatCouldNotBeShownIsNotHiddenTwice() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        executor.execute(() -> await(busy));
        List<RuntimeException> fails = new CopyOnWriteArrayList<>(List.of(new IllegalStateException("no")));
        Presence presence = new Presence(
                executor,
                () -> {
                    if (!fails.isEmpty()) {
                        throw fails.remove(0);
                    }
                    told.add("shown");
                },
                () -> told.add("hidden"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(presence::enter).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        busy.countDown();
        presence.enter();
        assertThat(told).containsExactly("shown");
        presence.leave();
        settle();
        assertThat(told).containsExactly("shown", "hidden");
    }

    private void settle() throws Exception {
        executor.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
