package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The feed and the shipped SQL against a real PostgreSQL, as the role that may only read. */
class PostgresFeedIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DEBOUNCE = Duration.ofMillis(100);

    @TempDir
    static Path data;

    private static Postgres postgres;

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = new Postgres(data);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void prepare() throws SQLException, IOException {
        postgres.prepare();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void everyChangeIsSeen() throws Exception {
        postgres.insert(1, 2);
        DatabaseFeed feed = listening();
        feed.refresh(); // the reading that follows the first LISTEN is over
        assertThat(recorder.awaitRows(2).source()).isEqualTo(ExtensionSource.DATABASE);

        assertSeen(
                "INSERT", () -> postgres.insert(3, 3), loaded -> loaded.rows().size() == 3);
        assertSeen(
                "UPDATE",
                () -> postgres.run("UPDATE extension_ia SET extension_ia_number_port = '21000'"
                        + " WHERE extension_ia_number = '1002'"),
                loaded -> loaded.rows().get(1).port().equals("21000"));
        assertSeen(
                "DELETE",
                () -> postgres.run("DELETE FROM extension_ia WHERE extension_ia_number = '1001'"),
                loaded -> loaded.rows().size() == 2);
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Nothing but its notification can bring a change: the table is not polled. */
    private void assertSeen(String what, Step change, Predicate<Loaded> wanted) throws Exception {
        long begun = System.nanoTime();
        change.run();
        assertThat(recorder.await(wanted).source()).isEqualTo(ExtensionSource.DATABASE);
        System.out.printf("extensions: %s to applied: %.0f ms%n", what, (System.nanoTime() - begun) / 1e6);
    }

    @Test
    void aRowIsReadWithoutItsPadding() throws Exception {
        postgres.insert(1, 1);
        postgres.run("INSERT INTO extension_ia (extension_ia_number, extension_ia_return, extension_ia_ip,"
                + " extension_ia_number_port, condominium_id, extension_ia_return_port)"
                + " VALUES ('1002', '1003', '10.0.0.9', 'oitenta', 11, '8081'), ('', '', '', '', 0, '')");
        DatabaseFeed feed = listening();

        List<Row> rows = List.of(
                new Row(1, "1001", "5001", "0.0.0.0", "20001", null, 10),
                new Row(2, "1002", "1003", "10.0.0.9", "oitenta", "8081", 11),
                new Row(3, "", "", "", "", null, 0));
        assertThat(feed.stored()).isEqualTo(rows);
        feed.refresh();
        assertThat(recorder.awaitRows(3).rows()).isEqualTo(rows);
        assertThat(new ConfigurationFile(folder.resolve("ramais.json")).read().rows())
                .containsExactly(rows.get(0));
    }

    @Test
    void aMissingTriggerIsNoticed() throws Exception {
        postgres.run("DROP TRIGGER notify_extension_ia ON extension_ia");
        DatabaseFeed feed = feed(postgres.pool(), postgres.single());
        recorder.awaitRows(0);
        Waiting.until(() -> feed.status().database() == DatabaseState.UP);
        assertThat(feed.status().notified()).isFalse();
        // whatever tells them, they are told
        postgres.run("NOTIFY change_record_extension_ia");
        Waiting.until(() -> feed.status().notified());
    }

    @Test
    void aThousandChangesAreAFewReadings() throws Exception {
        listening();
        recorder.awaitRows(0);
        int before = recorder.taken();

        long begun = System.nanoTime();
        postgres.insertOneByOne(1, 1000);
        recorder.awaitRows(1000);
        long millis = (System.nanoTime() - begun) / 1_000_000;

        int readings = recorder.taken() - before;
        System.out.printf("extensions: 1000 commits in %d ms, %d readings%n", millis, readings);
        // a machine too slow for one commit within the debounce may read that often and no more
        assertThat((long) readings).isLessThanOrEqualTo(3 + millis / DEBOUNCE.toMillis());
    }

    @Test
    void refreshSeesWhatWasChangedBeforeIt() throws Exception {
        DatabaseFeed feed = feed(postgres.pool(), null);
        postgres.insert(1, 5);

        assertThat(feed.refresh().active()).isEqualTo(5);
        assertThat(feed.status().notified()).isFalse();
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);
    }

    @Test
    void aWrongPasswordIsSaidWithoutSayingIt() throws Exception {
        assertFails(Postgres.pool(postgres.port(), "postgres", "guessed-wrong", 3000), "DB_USER and DB_PASSWORD");
    }

    @Test
    void aMissingDatabaseIsSaid() throws Exception {
        assertFails(Postgres.pool(postgres.port(), "nowhere", Postgres.PASSWORD, 3000), "check DB_NAME");
    }

    @Test
    void aMissingTableIsSaid() throws Exception {
        postgres.run("DROP TABLE extension_ia");
        assertFails(postgres.pool(), "config/postgresql/extension_ia.sql");
    }

    @Test
    void aMissingColumnIsSaid() throws Exception {
        postgres.run("ALTER TABLE extension_ia DROP COLUMN extension_ia_return_port");
        assertFails(postgres.pool(), "without a needed column");
    }

    @Test
    void aMissingRightIsSaid() throws Exception {
        postgres.run("REVOKE SELECT ON extension_ia FROM ramal");
        assertFails(postgres.pool(), "config/postgresql/role.sql");
    }

    @Test
    void aTableThatIsLockedHoldsNobodyForEver() throws Exception {
        DatabaseFeed feed = feed(postgres.pool(), null);
        try (Connection owner = postgres.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE extension_ia");
            assertThatThrownBy(feed::refresh).isInstanceOf(IOException.class);
        }
        postgres.insert(1, 1);
        assertThat(feed.refresh().active()).isEqualTo(1);
    }

    @Test
    void theRoleReadsAndNothingElse() throws Exception {
        try (Connection ramal = postgres.single().getConnection();
                Statement statement = ramal.createStatement()) {
            statement.execute("SELECT * FROM public.extension_ia");
            statement.execute("LISTEN " + ListenSession.CHANNEL);
            statement.execute("SET default_transaction_read_only = off");
            for (String forbidden : List.of(
                    "DELETE FROM extension_ia",
                    "UPDATE extension_ia SET condominium_id = 1",
                    "TRUNCATE extension_ia",
                    "DROP TABLE extension_ia")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .hasMessageContaining("ERROR");
            }
        }
    }

    @Test
    void theTriggerSendsWhatListenersExpectAndNeverTooMuch() throws Exception {
        postgres.prepare();
        try (Connection connection = postgres.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + ListenSession.CHANNEL);
            postgres.insert(1, 1);
            String row = "{\"extension_ia_id\":1,\"extension_ia_number\":\"" + padded("1001") + "\"";
            assertThat(payload(connection)).startsWith("{\"action\" : \"INSERT\", \"data\" : " + row);
            postgres.run("UPDATE extension_ia SET condominium_id = 12");
            assertThat(payload(connection)).contains("\"UPDATE\"", row, "\"condominium_id\":12");
            postgres.run("ALTER TABLE extension_ia ADD COLUMN note TEXT");
            postgres.run("UPDATE extension_ia SET note = repeat('ç', 5000)");
            assertThat(payload(connection))
                    .isEqualTo("{\"action\" : \"UPDATE\", \"data\" : {\"extension_ia_id\" : 1}}");
            postgres.run("UPDATE extension_ia SET note = NULL");
            payload(connection);
            postgres.run("DELETE FROM extension_ia");
            assertThat(payload(connection)).contains("\"DELETE\"", row);
        }
    }

    private static String padded(String text) {
        return text + " ".repeat(50 - text.length());
    }

    private static String payload(Connection connection) throws SQLException {
        PGNotification[] sent = connection.unwrap(PGConnection.class).getNotifications(20_000);
        assertThat(sent).hasSize(1);
        return sent[0].getParameter();
    }

    private void assertFails(HikariDataSource pool, String cure) throws Exception {
        DatabaseFeed feed = feed(pool, null);

        assertThatThrownBy(feed::refresh)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("here:1/ramal")
                .hasMessageContaining(cure)
                .hasMessageNotContainingAny(Postgres.PASSWORD, "guessed-wrong");
        assertThatThrownBy(feed::stored).isInstanceOf(IOException.class).hasMessageContaining(cure);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(feed.status().databaseError()).contains(cure);
    }

    /** A feed that hears every change. */
    private DatabaseFeed listening() throws Exception {
        DatabaseFeed feed = feed(postgres.pool(), postgres.single());
        Waiting.until(() -> feed.status().notified());
        return feed;
    }

    private DatabaseFeed feed(HikariDataSource query, DataSource listen) {
        FeedSettings.Timing timing = new FeedSettings.Timing(
                SECOND.multipliedBy(3),
                DEBOUNCE,
                SECOND,
                SECOND.multipliedBy(30),
                SECOND.multipliedBy(5),
                SECOND.multipliedBy(10));
        DatabaseFeed feed = new DatabaseFeed(
                new FeedSettings(true, "here:1/ramal", false, Duration.ofHours(1), timing),
                folder.resolve("ramais.json"),
                recorder);
        opened.add(feed);
        opened.add(query);
        feed.database(query, listen);
        feed.start();
        return feed;
    }
}
