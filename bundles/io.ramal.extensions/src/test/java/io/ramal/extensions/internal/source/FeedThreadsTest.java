package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedThreadsTest {
    private final FeedThreads threads = new FeedThreads();

    @Test
    void aStepThatFailsDoesNotEndTheLoop() throws InterruptedException {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        threads.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        threads.execute(() -> names.add(Thread.currentThread().getName()));
        threads.readers().execute(() -> names.add(Thread.currentThread().getName()));
        threads.listeners().execute(() -> names.add(Thread.currentThread().getName()));

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.add(names.poll(20, TimeUnit.SECONDS));
        }
        assertThat(seen).containsExactlyInAnyOrder("ramal-feed-1", "ramal-database-1", "ramal-listen-1");
        threads.close();
    }

    @Test
    void anErrorOfAStepIsLoggedAndDoesNotEndTheLoop() throws InterruptedException {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            CountDownLatch next = new CountDownLatch(2);
            threads.execute(() -> {
                throw new NoClassDefFoundError("handed over on purpose");
            });
            threads.execute(next::countDown);
            threads.schedule(Duration.ZERO, () -> {
                throw new NoClassDefFoundError("planned on purpose");
            });
            threads.schedule(Duration.ofMillis(1), next::countDown);
            assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.close();
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("ERROR", "handed over on purpose", "planned on purpose");
    }

    @Test
    void afterTheEndNothingBegins() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        threads.execute(() -> {
            busy.countDown();
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.add("what was under way");
        });
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        threads.execute(() -> done.add("what was queued"));
        threads.schedule(Duration.ofMillis(1), () -> done.add("what was planned"));
        Thread closer = new Thread(threads::close);
        closer.start();
        Waiting.until(threads::closed);
        go.countDown();
        closer.join(20_000);

        threads.execute(() -> done.add("what came late"));
        threads.schedule(Duration.ZERO, () -> done.add("what came late")).cancel();
        assertThat(done).containsExactly("what was under way");
        threads.close();
    }
}
