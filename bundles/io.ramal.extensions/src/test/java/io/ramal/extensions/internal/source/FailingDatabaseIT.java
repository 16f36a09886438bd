package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases that are not there, do not answer, stop and come back. */
class FailingDatabaseIT {
    private static final Duration ANSWER = Duration.ofMillis(1500);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Row OLD = new Row(7, "1007", "1008", "0.0.0.0", "8090", null, 10);

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void aDatabaseThatIsNeverThereLeavesTheFile() throws Exception {
        new ConfigurationFile(file()).store(List.of(OLD), Instant.now());
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        DatabaseFeed feed = feed(pool(port), single(port));

        assertThat(recorder.awaitRows(1)).isEqualTo(new Loaded(ExtensionSource.FILE, List.of(OLD)));
        assertThatThrownBy(feed::refresh).isInstanceOf(IOException.class).hasMessageContaining("DB_HOST");
        Waiting.until(() -> feed.status().database() == DatabaseState.DOWN);
        assertThat(feed.status().source()).isEqualTo(ExtensionSource.FILE);
        assertThat(feed.status().notified()).isFalse();
    }

    @Test
    void aHungDatabaseHoldsNobody() throws Exception {
        Relay silent = open(new Relay(0));
        DatabaseFeed feed = feed(single(silent.port()), single(silent.port()));

        assertThat(recorder.awaitRows(0).source()).isEqualTo(ExtensionSource.COMPATIBILITY);
        within(
                "refresh",
                () -> assertThatThrownBy(feed::refresh)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("DB_HOST"));
        within(
                "stored",
                () -> assertThatThrownBy(feed::stored)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("DB_HOST"));
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void theEndWaitsForNoHungDatabaseAndLetsGoWhoeverDoes() throws Exception {
        Relay silent = open(new Relay(0));
        PGSimpleDataSource patient = Postgres.single(silent.port(), "postgres", Postgres.PASSWORD);
        patient.setConnectTimeout(0);
        patient.setSocketTimeout(0);
        DatabaseFeed feed = feed(patient, patient, HALF_A_DAY);
        recorder.awaitRows(0);

        CompletableFuture<Throwable> asker = CompletableFuture.supplyAsync(() -> catchThrowable(feed::refresh));
        CompletableFuture<Throwable> reader = CompletableFuture.supplyAsync(() -> catchThrowable(feed::stored));
        within("close", feed::close);

        assertThat(asker.get(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopping");
        assertThat(reader.get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThatThrownBy(feed::refresh).isInstanceOf(IOException.class);
        feed.close();
    }

    @Test
    void aDatabaseThatStopsAndComesBackIsReadAgain() throws Exception {
        Postgres postgres = open(new Postgres(folder.resolve("pg")));
        postgres.prepare();
        postgres.insert(1, 3);
        DatabaseFeed feed = feed(pool(postgres.port()), single(postgres.port()));
        recorder.awaitRows(3);
        Waiting.until(() -> feed.status().notified());

        postgres.stop();
        Waiting.until(() -> feed.status().database() == DatabaseState.DOWN);
        assertThat(feed.status().notified()).isFalse();
        assertThat(feed.status().source()).isEqualTo(ExtensionSource.DATABASE);

        postgres.restart();
        postgres.insert(4, 4);
        recorder.awaitRows(4);
        Waiting.until(() -> feed.status().notified());
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);
        postgres.insert(5, 5);
        recorder.awaitRows(5);
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticedAndLeft() throws Exception {
        Postgres postgres = open(new Postgres(folder.resolve("pg")));
        postgres.prepare();
        postgres.insert(1, 3);
        Relay network = open(new Relay(postgres.port()));
        DatabaseFeed feed = feed(pool(network.port()), single(network.port()));
        recorder.awaitRows(3);
        Waiting.until(() -> feed.status().notified());

        network.swallow(true);
        postgres.insert(4, 4);
        Waiting.until(() -> !feed.status().notified());
        Waiting.until(() -> feed.status().database() == DatabaseState.DOWN);

        network.swallow(false);
        recorder.awaitRows(4);
        Waiting.until(() -> feed.status().notified());
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);
    }

    @Test
    void aConnectionThatIsCutWhileItListensIsMadeAgainAndNothingMissed() throws Exception {
        Postgres postgres = open(new Postgres(folder.resolve("pg")));
        postgres.prepare();
        postgres.insert(1, 3);
        DatabaseFeed feed = feed(pool(postgres.port()), single(postgres.port()));
        recorder.awaitRows(3);
        Waiting.until(() -> feed.status().notified());
        // once more: the reading that the first listening connection asked for is over with this one
        feed.refresh();

        // no trigger, no notification: only the reading after the connection is lost can see it
        postgres.run("ALTER TABLE extension_ia DISABLE TRIGGER ALL");
        postgres.insert(4, 4);
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ramal'");

        recorder.awaitRows(4);
        assertThat(feed.status().source()).isEqualTo(ExtensionSource.DATABASE);
        Waiting.until(() -> !feed.status().notified());
        postgres.run("ALTER TABLE extension_ia ENABLE TRIGGER ALL");
        // whether it listens already or only now, it learns of the trigger
        postgres.run("NOTIFY change_record_extension_ia");
        Waiting.until(() -> feed.status().notified());
    }

    private interface Step {
        void run() throws Exception;
    }

    /** The limit tells what waits for the database from what does not, on a busy machine too. */
    private static void within(String what, Step step) throws Exception {
        long begun = System.nanoTime();
        step.run();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("extensions: hung database, %s: %.1f s%n", what, taken.toMillis() / 1e3);
        assertThat(taken).isLessThan(LONGEST);
    }

    private HikariDataSource pool(int port) {
        return open(Postgres.pool(port, "postgres", Postgres.PASSWORD, 1000));
    }

    private static DataSource single(int port) {
        return Postgres.single(port, "postgres", Postgres.PASSWORD);
    }

    private <T extends AutoCloseable> T open(T one) {
        opened.push(one);
        return one;
    }

    private Path file() {
        return folder.resolve("ramais.json");
    }

    private DatabaseFeed feed(DataSource query, DataSource listen) {
        return feed(query, listen, ANSWER);
    }

    private DatabaseFeed feed(DataSource query, DataSource listen, Duration answer) {
        FeedSettings.Timing timing = new FeedSettings.Timing(
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                answer,
                Duration.ofMillis(300));
        DatabaseFeed feed = open(new DatabaseFeed(
                new FeedSettings(true, "here:1/ramal", false, Duration.ofHours(1), timing), file(), recorder));
        feed.database(query, listen);
        feed.start();
        return feed;
    }
}
