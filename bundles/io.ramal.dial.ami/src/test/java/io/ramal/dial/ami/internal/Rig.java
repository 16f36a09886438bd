package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.extension.Extension;
import io.ramal.provider.ProviderHealth;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A provider with its threads, and a fake Asterisk. */
final class Rig implements AutoCloseable {
    static final UUID CALL = UUID.fromString("3f1c6d2e-8f0a-4c55-9c0e-2f6a3a1b7d11");
    static final Extension EXTENSION = new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10);
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(10));

    final FakeAsterisk asterisk = new FakeAsterisk();
    final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, Rig::daemon);
    final ExecutorService reader = Executors.newSingleThreadExecutor(Rig::daemon);
    final CountDownLatch ended = new CountDownLatch(1);
    final BlockingQueue<DialEvent> told = new LinkedBlockingQueue<>();
    final Desk desk;
    final AmiProvider provider;

    Rig(Timing timing, GateCodes gates, String password) throws Exception {
        AmiSettings settings = new AmiSettings(
                "127.0.0.1",
                asterisk.port(),
                FakeAsterisk.USER,
                password,
                "PJSIP/{number}",
                "PJSIP/ramal-out/{uri}",
                "ramal-return",
                "\"Portaria\" <{extension}>",
                Duration.ofMillis(100),
                gates);
        Random random = new Random(7);
        desk = new Desk(
                settings, timing, thread, () -> new UUID(random.nextLong(), random.nextLong()), ended::countDown);
        provider = new AmiProvider(desk);
    }

    static Rig started(GateCodes gates) throws Exception {
        Rig rig = new Rig(QUICK, gates, FakeAsterisk.PASSWORD);
        rig.start();
        rig.awaitReady();
        return rig;
    }

    static Rig started() throws Exception {
        return started(gates("", ""));
    }

    static GateCodes gates(String code, String codes) {
        return GateCodes.of(code, codes, Duration.ofMillis(40), Duration.ofMillis(40));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ramal-dial-ami-test");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        desk.start(reader);
    }

    void awaitReady() throws InterruptedException {
        await(() -> provider.health().ready());
    }

    ProviderHealth awaitUnavailable() throws InterruptedException {
        await(() -> provider.health().state() == ProviderHealth.State.UNAVAILABLE);
        return provider.health();
    }

    /** Looks again each time the desk has done something; ten seconds at most. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            CountDownLatch turn = new CountDownLatch(1);
            thread.schedule(turn::countDown, 2, TimeUnit.MILLISECONDS);
            assertThat(turn.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    DialSession open(String destination) {
        return open(destination, Duration.ofSeconds(20));
    }

    DialSession open(String destination, Duration ring) {
        return provider.open(new DialRequest(CALL, EXTENSION, destination, ring), told::add);
    }

    DialEvent event() throws InterruptedException {
        DialEvent event = told.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** Waits until the desk has done everything that is queued, and all that Asterisk has sent before. */
    void settle() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        thread.execute(() -> desk.manager().ask(new Action("Ping"), reply -> asked.countDown()));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws Exception {
        desk.manager().close();
        thread.shutdownNow();
        reader.shutdownNow();
        asterisk.close();
        assertThat(reader.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
}
