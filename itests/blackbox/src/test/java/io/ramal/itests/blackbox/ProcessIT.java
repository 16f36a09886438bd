package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a server as its operator sees it, in the order it happens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessIT {
    private static Server server;

    @BeforeAll
    static void unpack() throws Exception {
        server = new Server("process");
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @Test
    @Order(1)
    void aFreshInstallationAnswers() throws Exception {
        String status = start("first start");
        assertThat(status)
                .contains("\"status\":\"success\"", "\"ramal_ia\":\"1000\"", "\"ramal_retorno\":\"1001\"")
                .contains("\"porta_ia_configurada\":" + server.port)
                .contains("\"fonte\":\"compatibilidade\"");
    }

    @Test
    @Order(2)
    void theOneAdministratorHasARandomPasswordOfItsOwn() throws Exception {
        Path users = server.home.resolve("etc/users.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(users))
                .containsPattern("(?m)^ramal = [0-9a-f]{48},")
                .doesNotContainPattern("(?m)^karaf");
    }

    @Test
    @Order(3)
    void theShellAnswersToTheLocalClient() throws Exception {
        assertThat(server.shell("bundle:list -t 0 -s")).contains("io.ramal.api", "io.ramal.http");
    }

    @Test
    @Order(4)
    void theLogIsWhereTheGuideSays() throws Exception {
        assertThat(server.home.resolve("logs/audiosocket.log")).exists();
        assertThat(server.console()).doesNotContain("Exception", "ERROR", "WARN");
    }

    @Test
    @Order(5)
    void aSettingInTheEnvFileAppliesWhileItRuns() throws Exception {
        Files.writeString(
                server.home.resolve(".env"), "SILENCE_THRESHOLD_SECONDS=0,8\r\nAI_API_KEY=do-not-show\nnonsense\n");
        server.await("the file is read", () -> server.log().contains(".env: 2 variables") ? "read" : null);
        assertThat(server.shell("config:list \"(service.pid=io.ramal.leg)\"")).contains("turn.silence.ms = 800");
        assertThat(server.log()).contains("line 3").doesNotContain("do-not-show", "nonsense");
        assertThat(server.shell("config:list")).doesNotContain("do-not-show");
        Files.delete(server.home.resolve(".env"));
    }

    @Test
    @Order(6)
    void httpsIsThreeSettingsAndTheirPasswordIsShownNowhere() throws Exception {
        String password = UUID.randomUUID().toString();
        Path keys = server.home.resolve("etc/api.p12");
        assertThat(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "ramal",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                password)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        int port = Server.lastingPort();
        server.env(Map.of(
                "API_TLS_KEYSTORE",
                keys.toString(),
                "API_TLS_PASSWORD",
                password,
                "API_TLS_PORT",
                Integer.toString(port)));
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(keys, password)).build();
        HttpRequest status = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/api/status"))
                .build();
        assertThat(server.await("an answer by HTTPS", () -> answer(client, status)))
                .contains("\"status\":\"success\"");
        assertThat(server.shell("service:list")).doesNotContain(password);
        assertThat(server.shell("config:list")).doesNotContain(password);
        assertThat(server.log()).doesNotContain(password);
        Files.delete(server.home.resolve(".env"));
        server.await("no HTTPS any more", () -> answer(client, status) == null ? "gone" : null);
        server.awaitStatus();
    }

    private static SSLContext trusting(Path keys, String password) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry(
                "ramal",
                KeyStore.getInstance(keys.toFile(), password.toCharArray()).getCertificate("ramal"));
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String answer(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    @Order(7)
    void itStopsOnSigtermAndStartsAgain() throws Exception {
        long begin = System.nanoTime();
        // 143 = 128 + 15 is how a JVM that ends by a signal says so; Karaf mostly turns it into an orderly 0
        assertThat(server.stop()).isIn(0, 143);
        System.out.printf("black box: stopped in %.1f s%n", seconds(begin));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(start("restart")).contains("\"ramal_ia\":\"1000\"");
        server.stop();
    }

    @Test
    @Order(8)
    void withoutItsApiPortItDoesNotRun() throws Exception {
        try (ServerSocket holder = new ServerSocket(server.apiPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(holder.isBound()).isTrue();
            server.start();
            assertThat(server.process().waitFor(Server.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(server.process().exitValue()).isEqualTo(1);
            assertThat(server.console()).contains("API_PORT", ":" + server.apiPort);
            assertThat(server.log()).contains("ERROR", "API_PORT");
        }
    }

    private static String start(String what) throws Exception {
        long begin = System.nanoTime();
        server.start();
        String status = server.awaitStatus();
        System.out.printf("black box: %s, bin/karaf to GET /api/status: %.1f s%n", what, seconds(begin));
        System.out.printf("black box: %s, resident memory %d MB%n", what, residentMegabytes());
        return status;
    }

    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
