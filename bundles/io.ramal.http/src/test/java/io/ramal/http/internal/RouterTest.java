package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.testkit.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final Fakes fakes = new Fakes();

    @Test
    void unknownCallsAnswerInTheEnvelope() {
        Answer answer = fakes.get("/api/<x>");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.body()).startsWith("{\"status\":\"error\",\"message\":\"no such call: /api/<x>");
        assertThat(fakes.get("/api/status/").code()).isEqualTo(404);
    }

    @Test
    void wrongMethodsAreToldTheRightOnes() {
        assertThat(answer("POST", "/api/status"))
                .isEqualTo(Answer.error(405, "/api/status takes GET, not POST").with("Allow", "GET, HEAD"));
        assertThat(answer("GET", "/api/refresh"))
                .isEqualTo(Answer.error(405, "/api/refresh takes POST, not GET").with("Allow", "POST"));
        assertThat(answer("HEAD", "/api/refresh").code()).isEqualTo(405);
        assertThat(answer("TRACE", "/live").code()).isEqualTo(405);
        assertThat(answer("HEAD", "/api/status").code()).isEqualTo(200);
    }

    @Test
    void largeBodiesAreRefused() {
        String body = "{\"ramal\":\"1001\"" + " ".repeat(JsonBody.LIMIT - 16);
        assertThat(fakes.post("/api/restart", body + "}").code()).isEqualTo(200);
        assertThat(fakes.post("/api/restart", body + " }").code()).isEqualTo(413);
        assertThat(fakes.post("/api/hangup", body + " }").code()).isEqualTo(413);
        assertThat(fakes.post("/api/hangup", body + " }").body()).contains("64 kB");
    }

    @Test
    void aScriptMaySendJsonUnderAnyName() {
        String body = "{\"ramal\":\"1001\"}";
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/plain", "json", "")) {
            assertThat(fakes.post("/api/restart", body, type).code()).as(type).isEqualTo(200);
        }
        assertThat(fakes.post("/api/restart", body, null).code()).isEqualTo(200);
    }

    @Test
    void aBrowserMustSayThatItIsJson() {
        String body = "{\"ramal\":\"1001\"}";
        for (String type : List.of("application/json", "Application/JSON; charset=utf-8", "application/vnd.x+json")) {
            assertThat(fakes.browser(body, type).code()).as(type).isEqualTo(200);
        }
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "json", "")) {
            assertThat(fakes.browser(body, type).code()).as(type).isEqualTo(400);
        }
        assertThat(fakes.browser(body, "text/plain").body()).contains("Content-Type: application/json");
    }

    @Test
    void unknownKeysAreRefused() {
        assertThat(fakes.post("/api/restart", "{\"ramal\":\"1001\",\"forced\":true}"))
                .isEqualTo(Answer.error(
                        400,
                        "unknown key forced; known are extension_id, force, ramal; expected is JSON such as "
                                + ExtensionRoutes.EXPECTED));
        for (String path : List.of("/api/restart", "/api/stop", "/api/start", "/api/hangup", "/api/drain")) {
            assertThat(fakes.post(path, "{\"" + "x".repeat(1000) + "\":1}").code())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(fakes.done).isEmpty();
        assertThat(fakes.draining).isFalse();
    }

    @Test
    void fewBodiesAreWaitedForAtOnceAndCallsWithoutOneAreNotDelayed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(Router.BODIES_MAX);
        CountDownLatch sender = new CountDownLatch(1);
        ApiRequest.Body slow = limit -> {
            waiting.countDown();
            await(sender);
            return "{\"ramal\":\"1001\"}".getBytes(StandardCharsets.UTF_8);
        };
        ApiRequest request = new ApiRequest("POST", "/api/hangup", null, null, slow, "127.0.0.1", false);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < Router.BODIES_MAX; i++) {
                answers.add(threads.submit(() -> fakes.router.answer(request)));
            }
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            Answer busy = fakes.router.answer(request);
            assertThat(busy.code()).isEqualTo(503);
            assertThat(busy.body()).contains("busy");
            assertThat(fakes.get("/api/status").code()).isEqualTo(200);
            sender.countDown();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS).code()).isEqualTo(400);
            }
            assertThat(fakes.post("/api/restart", "{\"ramal\":\"1001\"}").code())
                    .isEqualTo(200);
        } finally {
            sender.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void whoSendsByteByByteIsGivenUp() throws IOException {
        FakeClock clock = new FakeClock();
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                clock.advance(Duration.ofSeconds(1));
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> Exchange.read(trickle, 100, clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10 s");
        assertThat(Exchange.read(trickle, 5, clock)).hasSize(5);
        byte[] large = new byte[70_000];
        assertThat(Exchange.read(new ByteArrayInputStream(large), 100_000, clock))
                .hasSize(70_000);
        assertThat(Exchange.read(new ByteArrayInputStream(large), 60_000, clock))
                .hasSize(60_000);
    }

    @Test
    void aBodyThatBreaksOffIsSaid() {
        ApiRequest broken = new ApiRequest(
                "POST",
                "/api/hangup",
                null,
                null,
                limit -> {
                    throw new IOException("early EOF");
                },
                "127.0.0.1",
                false);
        assertThat(fakes.router.answer(broken).code()).isEqualTo(400);
        assertThat(fakes.router
                        .answer(new ApiRequest("POST", "/api/restart", null, null, broken.body(), "127.0.0.1", false))
                        .code())
                .isEqualTo(400);
    }

    @Test
    void fewCallsWaitForTheDatabaseAtOnceAndTheOthersAreNotDelayed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(Router.WAITING_MAX);
        CountDownLatch database = new CountDownLatch(1);
        Router router = new Router(List.of(
                Route.get("/slow", r -> {
                            waiting.countDown();
                            await(database);
                            return Answer.success(Map.of());
                        })
                        .waiting(),
                Route.get("/quick", r -> Answer.success(Map.of()))));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Answer>> slow = new ArrayList<>();
            for (int i = 0; i < Router.WAITING_MAX; i++) {
                slow.add(threads.submit(() -> router.answer(get("/slow"))));
            }
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            Answer busy = router.answer(get("/slow"));
            assertThat(busy.code()).isEqualTo(503);
            assertThat(busy.body()).contains("busy", "try again");
            assertThat(busy.headers()).containsExactly(new Answer.Header("Retry-After", "5"));
            assertThat(router.answer(get("/quick")).code()).isEqualTo(200);

            database.countDown();
            for (Future<Answer> answer : slow) {
                assertThat(answer.get(10, TimeUnit.SECONDS).code()).isEqualTo(200);
            }
            assertThat(router.answer(get("/slow")).code()).isEqualTo(200);
        } finally {
            database.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aCallThatFailsIsNotWaitingAnyMore() {
        Router router = new Router(List.of(Route.get("/bad", r -> {
                    throw new IllegalStateException("a bug");
                })
                .waiting()));
        for (int i = 0; i <= Router.WAITING_MAX; i++) {
            assertThatThrownBy(() -> router.answer(get("/bad"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void twoRoutesForOneCallAreABug() {
        Route route = Route.get("/x", r -> Answer.success(Map.of()));
        assertThatThrownBy(() -> new Router(List.of(route, route))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(String method, String path) {
        return fakes.router.answer(new ApiRequest(method, path, null, null, limit -> new byte[0], "127.0.0.1", false));
    }

    private static ApiRequest get(String path) {
        return new ApiRequest("GET", path, null, null, limit -> new byte[0], "127.0.0.1", false);
    }
}
