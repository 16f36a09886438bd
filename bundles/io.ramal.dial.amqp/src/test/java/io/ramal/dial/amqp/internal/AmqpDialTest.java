package io.ramal.dial.amqp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.ramal.dial.DialEvent;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import io.ramal.provider.ProviderHealth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole provider, as it is registered, against a broker in this process. */
@Timeout(60)
class AmqpDialTest {
    private static final Extension PAIR = new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10);
    private static final UUID CALL = UUID.fromString("7d3f3a52-2f43-4a2e-9d7d-0b8c7d6f1a11");

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static TestBroker broker;

    private final BlockingQueue<DialEvent> events = new LinkedBlockingQueue<>();
    private final String queue = "api-to-voip1-" + UUID.randomUUID();
    private Connection client;
    private Channel channel;
    private AmqpComponent provider;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        client = broker.client();
        channel = client.createChannel();
    }

    @AfterEach
    void close() {
        if (provider != null) {
            provider.close();
        }
        client.abort();
    }

    @Test
    void theMessageIsTheOneInstallationsKnow() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue));
        awaitReady();

        long before = System.currentTimeMillis() / 1000;
        DialSession session = provider.open(request("1003030"), events::add);
        assertThat(next()).isEqualTo(new DialEvent.Ringing());
        GetResponse message = channel.basicGet(queue, true);

        String body = new String(message.getBody(), StandardCharsets.UTF_8);
        String time = body.replaceAll(".*\"timestamp\":(\\d+).*", "$1");
        assertThat(body)
                .isEqualTo("{\"data\":{\"destiny\":\"IA\",\"guid\":\"" + CALL
                        + "\",\"license\":\"L-7=&<1>\",\"origin\":\"1003030\"},"
                        + "\"operation\":{\"eventcode\":\"8001\",\"guid\":\"cmd-" + CALL
                        + "\",\"msg\":\"\",\"timestamp\":" + time + ",\"type\":\"clicktocall\"}}");
        assertThat(Long.parseLong(time)).isBetween(before, before + 60);
        assertThat(message.getEnvelope().getExchange()).isEmpty();
        assertThat(message.getProps().getContentType()).isEqualTo("application/json");
        assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
        session.close();
        assertThat(events).isEmpty();
    }

    @Test
    void eachAttemptIsAMessageAndGatesAreNotItsBusiness() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue));
        awaitReady();
        AtomicReference<GateResult> gate = new AtomicReference<>();
        for (int i = 0; i < 3; i++) {
            provider.open(request("sip:ana@example.org"), events::add).openGate(gate::set);
            assertThat(next()).isEqualTo(new DialEvent.Ringing());
        }
        assertThat(gate).hasValue(GateResult.NONE);
        assertThat(channel.queueDeclarePassive(queue).getMessageCount()).isEqualTo(3);
        assertThat(new String(channel.basicGet(queue, true).getBody(), StandardCharsets.UTF_8))
                .contains("\"origin\":\"sip:ana@example.org\"");
    }

    @Test
    void manyAtOnceAreAllConfirmed() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue));
        awaitReady();
        for (int i = 0; i < 500; i++) {
            provider.open(request("100" + i), events::add);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(next()).isEqualTo(new DialEvent.Ringing());
        }
        assertThat(channel.queueDeclarePassive(queue).getMessageCount()).isEqualTo(500);
    }

    @Test
    void aMissingQueueIsToldAndFoundOnceItIsThere() throws Exception {
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue));
        ProviderHealth health = awaitHealth(h -> h.state() == ProviderHealth.State.UNAVAILABLE);
        assertThat(health.reason()).contains("has no queue " + queue);
        assertThat(health.cure()).contains("io.ramal.dial.amqp: set queue").contains("queue.declare = true");
        provider.open(request("1003030"), events::add);
        assertThat(next())
                .isInstanceOfSatisfying(
                        DialEvent.Failed.class, f -> assertThat(f.reason()).contains(queue));

        channel.queueDeclare(queue, true, false, false, null);
        awaitReady();
    }

    @Test
    void aQueueThatIsDeletedMeanwhileFailsTheAttempt() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue));
        awaitReady();
        channel.queueDelete(queue);
        provider.open(request("1003030"), events::add);
        assertThat(next()).isInstanceOf(DialEvent.Failed.class);
        assertThat(awaitHealth(h -> !h.ready()).reason()).contains("has no queue");
    }

    @Test
    void makesTheQueueWhereItMay() throws Exception {
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue).set("queue_declare", true));
        awaitReady();
        assertThat(channel.queueDeclarePassive(queue).getMessageCount()).isZero();
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue).set("_password", "errado"));
        ProviderHealth health = awaitHealth(h -> h.state() == ProviderHealth.State.UNAVAILABLE);
        assertThat(health.reason()).contains("refuses the login");
        assertThat(health.cure()).contains(".password");
        assertThat(health.toString() + provider.info()).doesNotContain("errado");
    }

    @Test
    void anUnknownVirtualHostIsTold() {
        provider = new AmqpComponent(TestConfig.of(broker.port(), queue).set("virtual_host", "nowhere"));
        ProviderHealth health = awaitHealth(h -> h.state() == ProviderHealth.State.UNAVAILABLE);
        assertThat(health.reason()).contains("refuses the virtual host");
    }

    @Test
    void comesBackAfterTheConnectionWasCut() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        try (Relay relay = new Relay(broker.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue));
            awaitReady();
            relay.cut();
            assertThat(awaitHealth(h -> !h.ready()).reason()).contains("cannot be reached");
            provider.open(request("1003030"), events::add);
            assertThat(next()).isInstanceOf(DialEvent.Failed.class);
            relay.mend();
            awaitReady();
            provider.open(request("1003030"), events::add);
            assertThat(next()).isEqualTo(new DialEvent.Ringing());
        }
    }

    @Test
    void comesBackAfterTheBrokerWasStartedAnew() throws Exception {
        TestBroker first = TestBroker.start();
        try (Relay relay = new Relay(first.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue).set("queue_declare", true));
            awaitReady();
            first.close();
            awaitHealth(h -> !h.ready());
            TestBroker second = TestBroker.start();
            relay.target(second.port());
            awaitReady();
            provider.open(request("1003030"), events::add);
            assertThat(next()).isEqualTo(new DialEvent.Ringing());
            second.close();
        }
    }

    @Test
    void aConfirmationThatNeverComesFailsTheAttempt() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        try (Relay relay = new Relay(broker.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue).set("confirm_timeout_ms", 300));
            awaitReady();
            relay.swallow();
            provider.open(request("1003030"), events::add);
            assertThat(next())
                    .isEqualTo(new DialEvent.Failed("the broker has not confirmed the message within 300 ms"));
        }
    }

    @Test
    void aConnectionLostBeforeTheConfirmationFailsTheAttempt() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        try (Relay relay = new Relay(broker.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue).set("confirm_timeout_ms", 30_000));
            awaitReady();
            relay.swallow();
            provider.open(request("1003030"), events::add);
            awaitMessages(1);
            relay.cut();
            assertThat(next())
                    .isInstanceOfSatisfying(
                            DialEvent.Failed.class, f -> assertThat(f.reason()).contains("lost before it confirmed"));
        }
    }

    @Test
    void aClosedSessionIsToldNothing() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        try (Relay relay = new Relay(broker.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue).set("confirm_timeout_ms", 30_000));
            awaitReady();
            relay.swallow();
            DialSession session = provider.open(request("1003030"), events::add);
            awaitMessages(1);
            session.cancel();
            session.close();
            relay.cut();
            awaitHealth(h -> !h.ready());
        }
        provider.close();
        assertThat(events).isEmpty();
    }

    @Test
    void closingFailsWhatTheBrokerOwesAndLeavesNoThread() throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        try (Relay relay = new Relay(broker.port())) {
            provider = new AmqpComponent(TestConfig.of(relay.port(), queue).set("confirm_timeout_ms", 30_000));
            awaitReady();
            relay.swallow();
            provider.open(request("1003030"), events::add);
            awaitMessages(1);
            provider.close();
            assertThat(next()).isInstanceOf(DialEvent.Failed.class);
            provider.open(request("1003030"), events::add);
            assertThat(next()).isInstanceOf(DialEvent.Failed.class);
            provider.close();
        }
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            if (t.getName().startsWith("ramal-")) {
                t.join(10_000);
                assertThat(t.isAlive()).as(t.getName()).isFalse();
            }
        }
    }

    private static DialRequest request(String destination) {
        return new DialRequest(CALL, PAIR, destination, Duration.ofSeconds(10));
    }

    private DialEvent next() throws InterruptedException {
        DialEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private void awaitMessages(int count) throws Exception {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (channel.queueDeclarePassive(queue).getMessageCount() < count) {
            assertThat(System.nanoTime()).as("message in the queue").isLessThan(limit);
        }
    }

    private void awaitReady() {
        awaitHealth(ProviderHealth::ready);
    }

    private ProviderHealth awaitHealth(Predicate<ProviderHealth> wanted) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        ProviderHealth health = provider.health();
        while (!wanted.test(health)) {
            assertThat(System.nanoTime()).as("health, still %s", health).isLessThan(limit);
            Thread.onSpinWait();
            health = provider.health();
        }
        return health;
    }
}
