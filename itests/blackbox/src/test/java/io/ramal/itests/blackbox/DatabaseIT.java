package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server and its database through everything that befalls a database, in one life. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseIT {
    /**
     * A thread that waited for the database would be seconds late, one of a busy machine is not. That no frame is late at
     * all is tested inside the container.
     */
    private static final long WAITED_MS = 500;

    private static final int VISITORS = Server.lastingPort();
    private static final int RESIDENTS = Server.lastingPort();

    private static Postgres postgres;
    private static Server server;
    private static SteadyCall call;

    @BeforeAll
    static void prepare() throws Exception {
        postgres = new Postgres(Path.of(System.getProperty("ramal.unpack"), "postgres-database"));
        postgres.insert("1001", "1002", "127.0.0.1", VISITORS, 10, RESIDENTS);
        postgres.stop();
        server = new Server("database");
        server.env(postgres.variables());
    }

    @AfterAll
    static void end() throws Exception {
        if (call != null) {
            call.close();
        }
        server.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void aDatabaseThatWasNeverThereHoldsNothingUp() throws Exception {
        long begin = System.nanoTime();
        server.start();
        try (PlainCall taken = server.await("a call", () -> PlainCall.ifAccepted(server.port))) {
            System.out.printf(
                    "black box: without its database, bin/karaf to first accepted call: %.1f s%n",
                    (System.nanoTime() - begin) / 1e9);
            assertThat(taken).isNotNull();
        }
        assertThat(server.awaitStatus())
                .contains("\"ramal_ia\":\"1000\"", "\"fonte\":\"compatibilidade\"")
                .doesNotContain("\"estado\":\"nenhum\"", "\"estado\":\"ativo\"");
        assertThat(server.post("/api/refresh", "{}")).contains("\"status\":\"error\"");
    }

    @Test
    @Order(2)
    void itIsTakenIntoUseAsSoonAsItIsThere() throws Exception {
        postgres.start();
        awaitStatus("the row of the table", "\"ramal_ia\":\"1001\"", "\"fonte\":\"banco\"", "\"estado\":\"ativo\"");
        awaitStatus("changes are told", "\"notificacoes\":true");
        assertThat(server.awaitStatus()).doesNotContain("\"ramal_ia\":\"1000\"");
        awaitFile("\"ramal_ia\":\"1001\"", "\"porta_ia\":" + VISITORS);
        call = new SteadyCall(server.await("a call", () -> PlainCall.ifAccepted(VISITORS)));
    }

    @Test
    @Order(3)
    void aNewPasswordIsUsedWithoutARestartAndWithoutAWordToCalls() throws Exception {
        Map<String, String> wrong = new HashMap<>(postgres.variables());
        wrong.put("DB_PASSWORD", "not-the-password");
        server.env(wrong);
        awaitStatus("the wrong password is noticed", "\"estado\":\"inativo\"");
        server.env(postgres.variables());
        awaitStatus("the right one too", "\"estado\":\"ativo\"", "\"notificacoes\":true");
        assertUndisturbed();
        assertThat(server.log()).doesNotContain("not-the-password", postgres.password);
        assertThat(server.shell("config:list")).doesNotContain("not-the-password", postgres.password);
        assertThat(server.shell("service:list")).doesNotContain("not-the-password", postgres.password);
    }

    @Test
    @Order(4)
    void killedAndRestartedItIsReadAgainAndNobodyNotices() throws Exception {
        postgres.kill();
        awaitStatus("the outage is noticed", "\"estado\":\"inativo\"", "\"ramal_ia\":\"1001\"");
        assertThat(server.post("/api/refresh", "{}")).contains("\"status\":\"error\"");
        assertThat(status()).contains("\"ramal_ia\":\"1001\"");
        postgres.start();
        int missed = postgres.insert("1003", "1004", "127.0.0.1", Server.lastingPort(), 11, null);
        awaitStatus("what was written meanwhile", "\"ramal_ia\":\"1003\"", "\"estado\":\"ativo\"");
        awaitStatus("changes are told", "\"notificacoes\":true");
        postgres.delete(missed);
        awaitGone("the deleted row", "\"ramal_ia\":\"1003\"");
        assertUndisturbed();
    }

    @Test
    @Order(5)
    void hungItHoldsNobodyUp() throws Exception {
        postgres.pause();
        try {
            long begin = System.nanoTime();
            assertThat(server.post("/api/refresh", "{}")).contains("\"status\":\"error\"");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            begin = System.nanoTime();
            assertThat(status()).contains("\"ramal_ia\":\"1001\"", "\"estado\":\"inativo\"");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            try (PlainCall another = PlainCall.ifAccepted(VISITORS)) {
                assertThat(another).as("a call while the database hangs").isNotNull();
            }
        } finally {
            postgres.resume();
        }
        awaitStatus("it goes on", "\"estado\":\"ativo\"", "\"notificacoes\":true");
        assertUndisturbed();
    }

    @Test
    @Order(6)
    void startedWithoutItTheLastKnownConfigurationServes() throws Exception {
        call.close();
        call = null;
        server.stop();
        postgres.stop();
        server.start();
        awaitStatus("the file", "\"fonte\":\"arquivo\"", "\"ramal_ia\":\"1001\"");
        try (PlainCall taken = server.await("a call", () -> PlainCall.ifAccepted(VISITORS))) {
            assertThat(taken).isNotNull();
        }
        server.stop();
    }

    @Test
    @Order(7)
    void aTruncatedFileIsSaidAndSurvived() throws Exception {
        Path file = server.home.resolve("data/ramais_config.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        server.start();
        String status = server.awaitStatus();
        assertThat(status).containsPattern("\"ramal_ia\":\"100[01]\"");
        assertThat(server.log()).contains("ERROR", "ramais_config.json");
        postgres.start();
        awaitStatus("the table", "\"fonte\":\"banco\"", "\"ramal_ia\":\"1001\"");
        awaitFile("\"porta_ia\":" + VISITORS);
    }

    private static void assertUndisturbed() {
        assertThat(call.broken()).isNull();
        assertThat(call.frames()).isPositive();
        assertThat(call.longestGapMillis()).as("ms without sound").isLessThan(WAITED_MS);
    }

    private static void awaitStatus(String what, String... parts) throws Exception {
        long begin = System.nanoTime();
        await(what, () -> {
            String status = status();
            for (String part : parts) {
                if (!status.contains(part)) {
                    return null;
                }
            }
            return status;
        });
        System.out.printf("black box: database, %s: %.1f s%n", what, (System.nanoTime() - begin) / 1e9);
    }

    /** It is written after the change is in force: nobody waits for the disk. */
    private static void awaitFile(String... parts) throws Exception {
        Path file = server.home.resolve("data/ramais_config.json");
        await("the file", () -> {
            String text = Files.exists(file) ? Files.readString(file).replaceAll("\\s", "") : "";
            return Stream.of(parts).allMatch(text::contains) ? text : null;
        });
    }

    private static void awaitGone(String what, String part) throws Exception {
        await(what, () -> status().contains(part) ? null : "gone");
    }

    private static <T> void await(String what, Callable<T> probe) throws Exception {
        assertThat(server.await(what, probe)).isNotNull();
    }

    /** What the API says of extensions and database; the figures of providers are left out. */
    private static String status() throws InterruptedException {
        String status = server.get(server.apiPort, "/api/status");
        Matcher m = Pattern.compile("(?s)(.*?)\"providers\".*").matcher(status == null ? "" : status);
        return m.matches() ? m.group(1) : "";
    }
}
