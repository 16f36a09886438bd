package io.ramal.ai.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.emulators.openai.OpenAiEmulator;
import io.ramal.emulators.tls.Certificate;
import io.ramal.extension.Extension;
import io.ramal.remote.Again;
import io.ramal.testkit.ManualExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections: whom they go to, how long they are kept, what is asked again. Pauses are noted, not waited for. */
@Timeout(90)
class ConnectionTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"{\\\"mensagem\\\":\\\"Conceição, não é?\\\"}\"}}]}";

    private final OpenAiEmulator service = OpenAiEmulator.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final BlockingQueue<AiEvent> events = new LinkedBlockingQueue<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    ConnectionTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
        threads.shutdownNow();
    }

    @Test
    void thirtyQuestionsTakeOneConnection() throws Exception {
        AiSession session = open(settings(service.uri().toString(), null));
        for (int turn = 1; turn <= 30; turn++) {
            service.chat().garbage("application/json", ANSWER);
            session.ask(question(turn));
            assertThat(next()).isInstanceOf(AiEvent.Answer.class);
        }
        assertThat(service.chat().received()).hasSize(30);
        assertThat(service.chat().connections()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void theKeyIsNeverSentToWhereAServicePointsTo(int status) throws Exception {
        try (OpenAiEmulator other = OpenAiEmulator.start()) {
            service.chat().status(status, "", Map.of("Location", other.uri() + "/chat/completions"));
            open(settings(service.uri().toString(), null)).ask(question(1));
            assertThat(failure()).startsWith("HTTP status " + status);
            assertThat(other.authorisations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=ISO-8859-1, ISO-8859-1",
        "application/json;charset=\"windows-1252\", windows-1252",
        "application/json, UTF-8",
        "application/json; charset=utf-8, UTF-8",
        "application/json; charset=nonsense, UTF-8"
    })
    void anAnswerIsReadInItsOwnCharset(String type, String charset) throws Exception {
        service.chat().garbage(type, ANSWER.getBytes(Charset.forName(charset)));
        open(settings(service.uri().toString(), null)).ask(question(1));
        assertThat(next())
                .isInstanceOfSatisfying(
                        AiEvent.Answer.class, a -> assertThat(a.message()).isEqualTo("Conceição, não é?"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aServiceThatHasHadEnoughForAMomentIsAskedOnceMore(int seconds) throws Exception {
        service.chat().status(429, "", Map.of("Retry-After", String.valueOf(seconds)));
        service.chat().garbage("application/json", ANSWER);
        open(settings(service.uri().toString(), null)).ask(question(1));
        assertThat(next()).isInstanceOf(AiEvent.Answer.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
        assertThat(service.chat().received()).hasSize(2);
    }

    @Test
    void butNotAThirdTime() throws Exception {
        service.chat().status(429, "", Map.of("Retry-After", "1"));
        service.chat().status(429, "", Map.of("Retry-After", "1"));
        open(settings(service.uri().toString(), null)).ask(question(1));
        assertThat(failure()).startsWith("HTTP status 429");
        assertThat(service.chat().received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"429,3", "429,''", "429,soon", "503,1", "500,''", "502,0"})
    void whatMayHaveBeenTakenIsNotAskedAgain(int status, String after) throws Exception {
        service.chat().status(status, "", after.isEmpty() ? Map.of() : Map.of("Retry-After", after));
        open(settings(service.uri().toString(), null)).ask(question(1));
        assertThat(failure()).startsWith("HTTP status " + status);
        assertThat(pauses).isEmpty();
        assertThat(service.chat().received()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffIsNotAskedForAgain() throws Exception {
        service.chat().blackHole().run();
        open(settings(service.uri().toString(), null)).ask(question(1));
        failure();
        assertThat(pauses).isEmpty();
        assertThat(service.chat().received()).hasSize(1);
    }

    @Test
    void whereNobodyListensIsTriedOnceMore() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        open(settings("http://127.0.0.1:" + port + "/v1", null)).ask(question(1));
        assertThat(failure()).isEqualTo("cannot connect to 127.0.0.1:" + port);
        assertThat(pauses).containsExactly(Again.REFUSED);
    }

    @Test
    void whoGivesUpMeanwhileIsNotAnswered() throws Exception {
        service.chat().status(429, "", Map.of("Retry-After", "1"));
        BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        AiSession session = open(settings(service.uri().toString(), null), (pause, task) -> later.add(task));
        session.ask(question(1));
        Runnable again = later.poll(30, TimeUnit.SECONDS);
        session.cancel();
        again.run();
        service.chat().garbage("application/json", ANSWER);
        session.ask(question(2));
        assertThat(next().turn()).isEqualTo(2);
        assertThat(service.chat().received()).hasSize(2);
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenItsCertificateIsGiven(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of(folder, "ip:127.0.0.1");
        try (OpenAiEmulator secure = OpenAiEmulator.start(certificate.server())) {
            secure.chat().garbage("application/json", ANSWER);
            open(settings(secure.uri().toString(), certificate.pem())).ask(question(1));
            assertThat(next()).isInstanceOf(AiEvent.Answer.class);
            open(settings(secure.uri().toString(), null)).ask(question(1));
            assertThat(failure())
                    .isEqualTo("no trusted connection to 127.0.0.1; check url, and trust.file for a private authority");
            assertThat(secure.chat().received()).hasSize(1);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void aFileOfCertificatesThatIsNoneIsNamed(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("none.pem"), "");
        assertThatThrownBy(() -> open(settings("https://127.0.0.1/v1", pem)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trust.file = " + pem)
                .hasMessageContaining("PEM");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHugeAnswerIsGivenUpWhetherOrNotItHasLines(boolean lines) throws Exception {
        String line = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}" + (lines ? "\n\n" : "");
        service.chat().garbage("text/event-stream", line.repeat(OpenAiSession.MAX_REPLY_BYTES / line.length() + 2));
        OpenAiSettings s = settings(service.uri().toString(), null);
        open(new OpenAiSettings(
                        s.url(), s.model(), s.key(), true, true, 0, 100, 2, s.timeout(), s.connect(), null, Map.of()))
                .ask(question(1));
        assertThat(failure()).isEqualTo("the answer is larger than 1048576 bytes");
    }

    @Test
    void tasksOfADialogueAreBounded() {
        ManualExecutor executor = new ManualExecutor();
        Strand strand = new Strand(executor);
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < Strand.CAPACITY; i++) {
            int number = i;
            strand.execute(() -> done.add(number));
        }
        assertThatThrownBy(() -> strand.execute(() -> done.add(-1)))
                .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
        executor.runAll();
        assertThat(done).hasSize(Strand.CAPACITY).isSorted().doesNotContain(-1);
    }

    private AiSession open(OpenAiSettings settings) {
        return open(settings, (pause, task) -> {
            pauses.add(pause);
            threads.execute(task);
        });
    }

    private AiSession open(OpenAiSettings settings, BiConsumer<Duration, Runnable> later) {
        Extension extension = new Extension(1, "1000", "1001", "0.0.0.0", 8080, 8081, 10);
        return new OpenAiProvider(settings, threads, later)
                .open(
                        new AiRequest(new UUID(0, 1), LegRole.VISITOR, extension, Locale.forLanguageTag("pt-BR")),
                        events::add);
    }

    private static OpenAiSettings settings(String url, @Nullable Path trust) {
        return new OpenAiSettings(
                URI.create(url + "/chat/completions"),
                "tiny",
                "secret",
                false,
                true,
                0.2,
                300,
                2,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                trust,
                Map.of());
    }

    private static AiQuestion question(long turn) {
        return new AiQuestion(turn, "uma entrega", AiQuestion.Input.SPEECH, VisitData.EMPTY);
    }

    private AiEvent next() throws InterruptedException {
        AiEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private String failure() throws InterruptedException {
        return ((AiEvent.Failed)
                        assertThat(next()).isInstanceOf(AiEvent.Failed.class).actual())
                .reason();
    }
}
