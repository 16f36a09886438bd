package io.ramal.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.failsafe.spi.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One message, against a real server; pauses are written down and skipped. */
@Timeout(60)
class CourierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Message MESSAGE = new Message(
            UUID.randomUUID(), "visit.started", UUID.randomUUID(), "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<WebhookSettings> settings = new AtomicReference<>();
    private Receiver receiver;
    private Courier courier;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        settings.set(
                WebhookSettings.of(TestConfig.none().set("_url", receiver.url()).set("_secret", "segredo")));
        Scheduler skipping = (task, delay, unit) -> {
            if (delay > 0) {
                pauses.add(Duration.ofNanos(unit.toNanos(delay)));
            }
            return thread.schedule(task, 0, TimeUnit.MILLISECONDS);
        };
        courier = new Courier(settings::get, HttpClient.newHttpClient(), skipping, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        receiver.close();
        thread.shutdownNow();
    }

    @Test
    void aRequestIsSignedAndNamed() throws Exception {
        assertThat(deliver()).isEqualTo(204);
        Receiver.Request request = receiver.next();
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        assertThat(request.event()).isEqualTo("visit.started");
        assertThat(request.delivery()).isEqualTo(MESSAGE.delivery().toString());
        assertThat(request.type()).isEqualTo("application/json");
        // printf '1772366400.{"a":1}' | openssl dgst -sha256 -hmac segredo
        assertThat(request.signature())
                .isEqualTo("t=1772366400,v1=828f067d873286559b29fd4f4020c17feb7cbd38989cce12df7bb4212f469668");
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        settings.set(WebhookSettings.of(TestConfig.none().set("_url", receiver.url())));
        deliver();
        assertThat(receiver.next().signature()).isNull();
    }

    @Test
    void isTriedAgainWithTheSameDeliveryAndGrowingPauses() throws Exception {
        receiver.answer(500).answer(503).answer(429).answer(502);
        assertThat(deliver()).isEqualTo(204);
        for (int i = 0; i < 5; i++) {
            assertThat(receiver.next().delivery()).isEqualTo(MESSAGE.delivery().toString());
        }
        assertThat(pauses).hasSize(4);
        for (int i = 0; i < 4; i++) {
            // a second, doubled, a quarter more or less
            assertThat(pauses.get(i).toMillis()).isBetween(750L << i, 1250L << i);
        }
    }

    @Test
    void isGivenUpAfterTheLastAttempt() throws Exception {
        settings.set(
                WebhookSettings.of(TestConfig.none().set("_url", receiver.url()).set("attempts", 2)));
        receiver.answer(500).answer(501).answer(204);
        assertThat(deliver()).isEqualTo(501);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void otherRefusalsAreNotTriedAgain() throws Exception {
        for (int status : new int[] {400, 401, 404, 410, 302}) {
            receiver.answer(status);
            assertThat(deliver()).isEqualTo(status);
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() throws Exception {
        receiver.answer(429, "7").answer(503, "Sun, 01 Mar 2026 12:00:20 GMT").answer(429, "86400");
        assertThat(deliver()).isEqualTo(204);
        assertThat(pauses).hasSize(3);
        long[] asked = {7, 20, 300};
        for (int i = 0; i < asked.length; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofSeconds(asked[i]), Duration.ofSeconds(asked[i] * 5 / 3 + 1));
        }
    }

    @Test
    void anUnreadableRetryAfterIsIgnored() throws Exception {
        receiver.answer(503, "soon");
        assertThat(deliver()).isEqualTo(204);
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0).toMillis()).isBetween(750L, 1250L);
    }

    @Test
    void aSilentReceiverIsTriedAgain() throws Exception {
        receiver.mute();
        settings.set(WebhookSettings.of(TestConfig.none()
                .set("_url", receiver.url())
                .set("timeout_ms", 200)
                .set("attempts", 2)));
        CompletableFuture<HttpResponse<Void>> result = courier.deliver(MESSAGE);
        receiver.next();
        receiver.next();
        assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(Exception.class);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUpAndItsConnectionClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.set(WebhookSettings.of(TestConfig.none()
                    .set("_url", "http://127.0.0.1:" + server.getLocalPort() + "/")
                    .set("timeout_ms", 300)
                    .set("attempts", 1)));
            CompletableFuture<HttpResponse<Void>> result = courier.deliver(MESSAGE);
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
                assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
                assertThat(closed(socket)).isTrue();
            }
        }
    }

    /** Waits for the other end. */
    private static boolean closed(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() {
        receiver.close();
        assertThatThrownBy(() -> courier.deliver(MESSAGE).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(java.net.ConnectException.class);
        assertThat(pauses).hasSize(4);
    }

    @Test
    void aCorrectedAddressSavesWhatIsUnderWay() throws Exception {
        WebhookSettings good = settings.get();
        try (Receiver broken = new Receiver()) {
            broken.mute();
            settings.set(WebhookSettings.of(
                    TestConfig.none().set("_url", broken.url()).set("timeout_ms", 300)));
            CompletableFuture<HttpResponse<Void>> result = courier.deliver(MESSAGE);
            broken.next();
            settings.set(good);
            assertThat(result.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
            assertThat(receiver.next().delivery()).isEqualTo(MESSAGE.delivery().toString());
        }
    }

    private int deliver() throws Exception {
        return courier.deliver(MESSAGE).get(20, TimeUnit.SECONDS).statusCode();
    }
}
