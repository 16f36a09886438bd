package io.ramal.ai.messages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesProviderTest {
    private static final UUID CALL = UUID.fromString("6f2d9c1e-0000-4000-8000-0123456789ab");
    private static final VisitData KNOWN = new VisitData("entrega", "", "", "Ana");
    private static final int PATIENT_MS = 20_000;

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final BlockingQueue<AiEvent> events = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<String> requests = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<String> headers = new ArrayBlockingQueue<>(100);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private HttpServer server;
    private volatile Handler handler;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.createContext("/messages", exchange -> {
            requests.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Upgrade"));
            try (exchange) {
                handler.handle(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        serverThreads.shutdownNow();
        executor.shutdownNow();
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private AiSession open(String key, int timeoutMs) {
        return open("http://localhost:" + server.getAddress().getPort() + "/messages", key, timeoutMs);
    }

    private AiSession open(String url, String key, int timeoutMs) {
        Extension extension = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);
        return new MessagesProvider(MessagesSettings.of(url, key, "", 5000, timeoutMs), executor)
                .open(new AiRequest(CALL, LegRole.VISITOR, extension, Locale.forLanguageTag("pt-BR")), events::add);
    }

    private static AiQuestion question(long turn, String text) {
        return new AiQuestion(turn, text, AiQuestion.Input.SPEECH, KNOWN);
    }

    private AiEvent event() throws InterruptedException {
        AiEvent event = events.poll(PATIENT_MS, TimeUnit.MILLISECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private String failure() throws InterruptedException {
        AiEvent event = event();
        assertThat(event).isInstanceOf(AiEvent.Failed.class);
        assertThat(event.turn()).isEqualTo(1);
        return ((AiEvent.Failed) event).reason();
    }

    @Test
    void sendsExactlyTheContract() throws Exception {
        handler = e -> reply(e, 200, "{\"content\":{}}");
        open(" secret ", PATIENT_MS).ask(question(3, "é uma \"entrega\""));
        event();
        String request = requests.take();
        assertThat(request).startsWith("POST ");
        JsonObject expected = JsonParser.parseString("{'id':'6f2d9c1e-0000-4000-8000-0123456789ab',"
                        + "'content':'é uma \"entrega\"','extension':'1000','condominium':10,"
                        + "'role':'visitor','language':'pt-BR','turn':3}")
                .getAsJsonObject();
        assertThat(JsonParser.parseString(request.substring(5))).isEqualTo(expected);
        assertThat(headers.take()).isEqualTo("application/json Bearer secret null");
    }

    @Test
    void sendsNoTokenWithoutKey() throws Exception {
        handler = e -> reply(e, 200, "{\"content\":{}}");
        open("", PATIENT_MS).ask(question(1, "oi"));
        event();
        assertThat(headers.take()).isEqualTo("application/json null null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':{'mensagem':' Qual o nome? ','dados':{'intent_type':'Serviço','interlocutor_name':'João',"
                        + "'apartment_number':501,'resident_name':' '},'valid_for_action':true},"
                        + "'timestamp':'x','set_call_status':'WAITING'}",
                "{'content':{'mensagem':'Qual o nome?','dados':{'intent_type':'servico','interlocutor_name':'João',"
                        + "'apartment_number':'501'},'valid_for_action':true,'set_call_status':'waiting'}}"
            })
    void takesBothShapes(String body) throws Exception {
        handler = e -> reply(e, 200, body);
        open("", PATIENT_MS).ask(question(7, "oi"));
        assertThat(event())
                .isEqualTo(new AiEvent.Answer(
                        7, "Qual o nome?", new VisitData("servico", "João", "501", "Ana"), true, CallStatus.WAITING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':{}}",
                "{'content':{'mensagem':null,'dados':null,'valid_for_action':null},'set_call_status':null}",
                "{'content':{'mensagem':'  ','dados':{}},'set_call_status':'SOMETHING_NEW'}"
            })
    void whatIsMissingDoesNoHarm(String body) throws Exception {
        handler = e -> reply(e, 200, body);
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(event()).isEqualTo(new AiEvent.Answer(1, "", KNOWN, false, CallStatus.USER_TURN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segredo",
                "",
                "[]",
                "42",
                "null",
                "{'content':'segredo'}",
                "{}",
                "{'content':{'mensagem':['segredo']}}",
                "{'content':{'dados':'segredo'}}",
                "{'content':{'dados':{'apartment_number':{}}}}",
                "{'content':{'valid_for_action':'segredo'}}",
                "{'content':{},'set_call_status':{}}",
                "<html>segredo</html>",
                "{'content':{'mensagem':'segredo'"
            })
    void garbageFailsWithoutBeingQuoted(String body) throws Exception {
        handler = e -> reply(e, 200, body);
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(failure()).isNotBlank().doesNotContain("segredo");
    }

    @Test
    void deeplyNestedGarbageFails() throws Exception {
        handler = e -> reply(e, 200, "[".repeat(200_000));
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(failure()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"500", "404", "204", "302", "401"})
    void anyOtherStatusFails(int status) throws Exception {
        handler = e -> reply(e, status, "");
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("HTTP status " + status);
    }

    @Test
    void tooLongAReplyFails() throws Exception {
        handler = e -> reply(e, 200, " ".repeat(MessagesSession.MAX_REPLY_BYTES + 1));
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("the answer is larger than 262144 bytes");
    }

    @Test
    void aReplyOfTheVeryLimitIsTaken() throws Exception {
        String body = "{'content':{}}";
        handler = e -> reply(e, 200, body + " ".repeat(MessagesSession.MAX_REPLY_BYTES - body.length()));
        open("", PATIENT_MS).ask(question(1, "oi"));
        assertThat(event()).isInstanceOf(AiEvent.Answer.class);
    }

    @Test
    void lateHeadersFailOnTime() throws Exception {
        handler = e -> release.await();
        open("", 200).ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("no answer within 200 ms");
    }

    @Test
    void aBodyThatNeverEndsFailsOnTime() throws Exception {
        handler = e -> {
            e.sendResponseHeaders(200, 100);
            e.getResponseBody().write('{');
            e.getResponseBody().flush();
            release.await();
        };
        open("", 300).ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("no answer within 300 ms");
    }

    @Test
    void connectionRefusedFails() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        open("http://127.0.0.1:" + port + "/messages", "", PATIENT_MS).ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void cancelEmitsNothing() throws Exception {
        handler = e -> {
            release.await();
            reply(e, 200, "{'content':{}}");
        };
        AiSession session = open("", PATIENT_MS);
        session.ask(question(1, "oi"));
        requests.take();
        session.cancel();
        release.countDown();
        session.ask(question(2, "oi"));
        assertThat(event().turn()).isEqualTo(2);
        assertThat(events).isEmpty();
    }

    @Test
    void anotherQuestionCancelsTheFirst() throws Exception {
        handler = e -> {
            if (requests.peek().contains("primeira")) {
                requests.take();
                release.await();
            }
            reply(e, 200, "{'content':{}}");
        };
        AiSession session = open("", PATIENT_MS);
        session.ask(question(1, "primeira"));
        assertThat(headers.poll(PATIENT_MS, TimeUnit.MILLISECONDS)).isNotNull();
        session.ask(question(2, "segunda"));
        assertThat(event().turn()).isEqualTo(2);
        assertThat(events).isEmpty();
    }

    @Test
    void nothingFollowsAClose() throws Exception {
        handler = e -> reply(e, 200, "{'content':{}}");
        AiSession session = open("", PATIENT_MS);
        session.close();
        session.close();
        session.ask(question(1, "oi"));
        AiSession other = open("", PATIENT_MS);
        other.ask(question(2, "oi"));
        assertThat(event().turn()).isEqualTo(2);
        assertThat(requests).hasSize(1);
    }

    @Test
    void slowSessionsHoldNoThread() throws Exception {
        handler = e -> {
            release.await();
            reply(e, 200, "{'content':{}}");
        };
        for (int i = 1; i <= 8; i++) {
            open("", PATIENT_MS).ask(question(i, "oi"));
        }
        for (int i = 0; i < 8; i++) {
            // all eight are under way although there are two threads
            assertThat(headers.poll(PATIENT_MS, TimeUnit.MILLISECONDS)).isNotNull();
        }
        CountDownLatch free = new CountDownLatch(1);
        executor.execute(free::countDown);
        assertThat(free.await(PATIENT_MS, TimeUnit.MILLISECONDS)).isTrue();
        release.countDown();
        for (int i = 0; i < 8; i++) {
            assertThat(event()).isInstanceOf(AiEvent.Answer.class);
        }
    }

    @Test
    void askingReturnsAtOnceAndAStoppedProviderFails() throws Exception {
        AiSession session = open("", PATIENT_MS);
        executor.shutdownNow();
        session.ask(question(1, "oi"));
        assertThat(failure()).isEqualTo("provider stopped");
    }
}
