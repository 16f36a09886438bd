package io.ramal.extensions.internal.source;

import static io.ramal.extension.ExtensionSource.COMPATIBILITY;
import static io.ramal.extension.ExtensionSource.DATABASE;
import static io.ramal.extension.ExtensionSource.FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.RefreshResult;
import io.ramal.testkit.ManualExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source holds when, in a time of its own. */
class DatabaseFeedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant THEN = Instant.parse("2026-02-27T10:00:00Z");
    private static final Row PAIR = new Row(1, "1001", "r1001", "0.0.0.0", "8080", "8081", 10);
    private static final Row OLD = new Row(7, "1007", "1008", "0.0.0.0", "8090", null, 10);
    private static final FeedSettings NO_DATABASE = new FeedSettings(false, "", false, Duration.ofHours(1));
    private static final FeedSettings WITH_DATABASE =
            new FeedSettings(true, "db1:5432/ramal", false, Duration.ofHours(1));

    @TempDir
    Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final ManualExecutor readers = new ManualExecutor();
    private final ManualExecutor listeners = new ManualExecutor();
    private final List<Loaded> applied = new ArrayList<>();
    private final FakeTable table = new FakeTable();
    private final FakeTable notifier = new FakeTable();
    private Path file;

    @BeforeEach
    void prepare() {
        file = folder.resolve(DatabaseFeed.FILE);
        table.add(1, "1001", "8080", "8081");
    }

    @Test
    void nothingConfiguredIsTheCompatibilityMode() {
        DatabaseFeed feed = feed(NO_DATABASE);

        feed.start();
        loop.run();

        assertThat(sources()).containsExactly(COMPATIBILITY);
        assertThat(feed.status().source()).isEqualTo(COMPATIBILITY);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.NONE);
        assertThat(feed.status().confirmed()).isNull();
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutADatabaseTheFileHolds() throws IOException {
        keep(OLD);
        DatabaseFeed feed = feed(NO_DATABASE);

        feed.start();
        loop.run();

        assertThat(applied).containsExactly(new Loaded(FILE, List.of(OLD)));
        assertThat(feed.status().confirmed()).isEqualTo(THEN);
    }

    @Test
    void theFileServesUntilTheDatabaseAnswers() throws IOException {
        keep(OLD);
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);

        feed.start();
        loop.run();

        assertThat(applied).containsExactly(new Loaded(FILE, List.of(OLD)));
        assertThat(feed.status().database()).isEqualTo(DatabaseState.CONNECTING);

        answer();

        assertThat(applied.get(1)).isEqualTo(new Loaded(DATABASE, List.of(PAIR)));
        assertThat(feed.status().source()).isEqualTo(DATABASE);
        assertThat(feed.status().confirmed()).isEqualTo(NOW);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);
        assertThat(new ConfigurationFile(file).read().rows()).containsExactly(PAIR);
        assertThat(new ConfigurationFile(file).readPrevious().rows()).containsExactly(OLD);
    }

    @Test
    void withoutAFileTheFirstAnswerIsWaitedForAMoment() {
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);

        feed.start();
        loop.advance(Duration.ofMillis(2999));
        assertThat(applied).isEmpty();

        loop.advance(Duration.ofMillis(1));
        assertThat(sources()).containsExactly(COMPATIBILITY);

        answer();
        assertThat(sources()).containsExactly(COMPATIBILITY, DATABASE);
    }

    @Test
    void anAnswerInTimeIsTheFirstThingThatRuns() {
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);

        feed.start();
        loop.run();
        answer();
        loop.advance(Duration.ofMinutes(1));

        assertThat(sources()).containsExactly(DATABASE);
    }

    @Test
    void anEmptyTableIsTheCompatibilityModeAndLeavesTheFile() throws IOException {
        keep(OLD);
        table.rows.clear();
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);

        feed.start();
        loop.run();
        answer();

        assertThat(sources()).containsExactly(FILE, COMPATIBILITY);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);
        assertThat(new ConfigurationFile(file).read().rows()).containsExactly(OLD);
    }

    @Test
    void aBrokenFileGivesWayToTheCopyBeforeIt() throws IOException {
        keep(OLD);
        keep(PAIR);
        Files.writeString(file, "{\"ramais\":[{");
        DatabaseFeed feed = feed(NO_DATABASE);

        feed.start();
        loop.run();

        assertThat(applied).containsExactly(new Loaded(FILE, List.of(OLD)));
    }

    @Test
    void aBrokenFileAloneIsTheCompatibilityMode() throws IOException {
        Files.writeString(file, "{\"ramais\":[{");
        DatabaseFeed feed = feed(NO_DATABASE);

        feed.start();
        loop.run();

        assertThat(sources()).containsExactly(COMPATIBILITY);
        assertThat(file).hasContent("{\"ramais\":[{");
    }

    @Test
    void aDatabaseThatGoesTakesNothingWithIt() {
        DatabaseFeed feed = started();
        table.failure = new SQLException("Connection refused", "08001");

        feed.settings(new FeedSettings(true, "db1:5432/ramal", true, Duration.ofMinutes(5)));
        loop.advance(Duration.ofMinutes(5));
        answer();

        assertThat(sources()).containsExactly(DATABASE);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(feed.status().databaseError()).contains("db1:5432/ramal", "DB_HOST", "Connection refused");
        assertThat(feed.status().source()).isEqualTo(DATABASE);
        assertThat(feed.status().confirmed()).isEqualTo(NOW);
    }

    @Test
    void aDatabaseThatIsDownIsAskedLessAndLessOften() {
        table.failure = new SQLException("Connection refused", "08001");
        started();

        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            int before = table.reads;
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            answer();
            assertThat(table.reads).as("before %s s", seconds).isEqualTo(before);
            loop.advance(Duration.ofMillis(1));
            answer();
            assertThat(table.reads).as("after %s s", seconds).isEqualTo(before + 1);
        }

        table.failure = null;
        loop.advance(Duration.ofSeconds(30));
        answer();
        assertThat(sources()).containsExactly(COMPATIBILITY, DATABASE);
        assertThat(file).exists();
    }

    @Test
    void whatIsDownIsSaidOnce() {
        List<String> lines = said(() -> {
            table.failure = new SQLException("Connection refused", "08001");
            started();
            for (int i = 0; i < 5; i++) {
                loop.advance(Duration.ofSeconds(30));
                answer();
            }
            table.failure = null;
            loop.advance(Duration.ofSeconds(30));
            answer();
        });
        assertThat(lines).filteredOn(l -> l.contains("WARN")).hasSize(1);
        assertThat(lines).filteredOn(l -> l.contains("is back")).hasSize(1);
    }

    @Test
    void anOutageThatTheListenerNoticesFirstIsSaidOnce() {
        DatabaseFeed feed = started();
        notifier.notifications = 0;
        feed.database(table, notifier);
        loop.run();

        List<String> lines = said(() -> {
            listeners.runAll();
            table.failure = new SQLException("Connection is not available, request timed out", "08001");
            notifier.failure = new SQLException("Connection refused", "08001");
            loop.run();
            for (int i = 0; i < 2; i++) {
                // a pool takes its time to say so, and the listener tries again meanwhile
                loop.advance(Duration.ofSeconds(1));
                listeners.runAll();
                loop.run();
            }
            answer();
            assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);

            table.failure = null;
            notifier.failure = null;
            loop.advance(Duration.ofSeconds(30));
            answer();
            listeners.runAll();
            loop.run();
        });
        assertThat(lines).filteredOn(l -> l.contains("WARN")).hasSize(1);
        assertThat(lines).filteredOn(l -> l.contains("is back")).hasSize(1);
    }

    @Test
    void sourcesThatAreReplacedByOnesThatFailAreSaidOnce() {
        DatabaseFeed feed = started();
        FakeTable refused = new FakeTable();
        refused.failure = new SQLException("password authentication failed", "28P01");
        notifier.failure = refused.failure;

        List<String> lines = said(() -> {
            feed.database(null, null);
            loop.run();
            feed.database(refused, notifier);
            loop.run();
            for (int i = 0; i < 3; i++) {
                listeners.runAll();
                loop.run();
                loop.advance(Duration.ofSeconds(2));
            }
            answer();
        });

        assertThat(lines).filteredOn(l -> l.contains("WARN")).hasSize(1);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void aDatabaseThatGoesWhileNothingListensIsNoticed() {
        DatabaseFeed feed = started();
        notifier.notifications = 0;
        feed.database(table, notifier);
        loop.run();
        listeners.runAll();
        loop.run();
        answer();
        answer();
        assertThat(table.reads).isEqualTo(3);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.UP);

        table.failure = new SQLException("Connection refused", "08001");
        notifier.failure = table.failure;
        loop.advance(Duration.ofSeconds(1));
        listeners.runAll();
        loop.run();
        answer();

        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void aListenerThatFailsAloneIsSaidOnce() {
        notifier.failure = new SQLException("too many connections", "53300");
        List<String> lines = said(() -> {
            DatabaseFeed feed = started();
            feed.database(table, notifier);
            pass(100);
        });

        assertThat(lines)
                .filteredOn(l -> l.contains("WARN"))
                .singleElement()
                .asString()
                .contains("max_connections", "not noticed");
    }

    @Test
    void aSourceToListenByThatComesLastIsNothingToSay() {
        List<String> lines = said(() -> {
            DatabaseFeed feed = started();
            loop.advance(Duration.ofSeconds(2));
            feed.database(table, notifier);
            loop.advance(Duration.ofSeconds(5));
        });

        assertThat(lines).filteredOn(l -> l.contains("WARN")).isEmpty();
    }

    @Test
    void aSourceToListenByThatGoesForGoodIsSaid() {
        DatabaseFeed feed = started();
        notifier.notifications = 1;
        notifier.onNotification = () -> {
            loop.run();
            assertThat(feed.status().notified()).isTrue();
            feed.database(table, null);
            loop.run();
        };
        feed.database(table, notifier);
        loop.run();

        List<String> lines = said(() -> {
            listeners.runAll();
            answer();
            loop.advance(Duration.ofMinutes(1));
        });

        assertThat(feed.status().notified()).isFalse();
        assertThat(lines)
                .filteredOn(l -> l.contains("WARN"))
                .singleElement()
                .asString()
                .contains("no data source to listen by");
    }

    @Test
    void aSourceToListenByThatIsMissedIsSaidWhenTheDatabaseIsThere() {
        table.failure = new SQLException("Connection refused", "08001");
        started();
        pass(10);
        table.failure = null;

        List<String> lines = said(() -> pass(100));

        assertThat(lines)
                .filteredOn(l -> l.contains("WARN"))
                .singleElement()
                .asString()
                .contains("no data source to listen by");
    }

    @Test
    void aFileThatSomebodyHasWrittenIsOfNoKnownAge() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            FileFormat.write(List.of(OLD), out);
        }
        DatabaseFeed feed = feed(NO_DATABASE);

        feed.start();
        loop.run();

        assertThat(applied).containsExactly(new Loaded(FILE, List.of(OLD)));
        assertThat(feed.status().confirmed()).isNull();
    }

    @Test
    void aHungReadingIsGivenUpAndItsLateAnswerDropped() {
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);
        feed.start();

        loop.advance(Duration.ofSeconds(10));

        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(feed.status().databaseError()).contains("did not answer within 10 s");
        table.rows.clear();
        readers.runAll();
        loop.run();
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
    }

    @Test
    void aDataSourceThatNeverComesIsSaid() {
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.start();

        loop.advance(Duration.ofSeconds(3));

        assertThat(sources()).containsExactly(COMPATIBILITY);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.DOWN);
        assertThat(feed.status().databaseError()).contains("no data source", "DB_");

        feed.database(table, null);
        loop.run();
        answer();
        assertThat(sources()).containsExactly(COMPATIBILITY, DATABASE);
    }

    @Test
    void aDatabaseCanComeAndGoWithTheSettings() throws IOException {
        keep(OLD);
        DatabaseFeed feed = feed(NO_DATABASE);
        feed.database(table, null);
        feed.start();
        loop.run();
        assertThat(table.reads).isZero();

        feed.settings(WITH_DATABASE);
        loop.run();
        answer();
        assertThat(sources()).containsExactly(FILE, DATABASE);

        feed.settings(NO_DATABASE);
        loop.advance(Duration.ofHours(2));
        answer();
        assertThat(sources()).containsExactly(FILE, DATABASE);
        assertThat(feed.status().database()).isEqualTo(DatabaseState.NONE);
        assertThat(table.reads).isEqualTo(1);
    }

    @Test
    void rowsThatCannotBeReadAreStillShown() {
        table.rows.add(new Object[] {2, null, null, null, null, null, null});
        table.rows.add(new Object[] {
            3, "1003", "1004", "0.0.0.0", new SQLException("bad byte"), new SQLException("bad byte"), 10
        });
        table.rows.add(new Object[] {new SQLException("out of range"), "1005", "", "", "8085", null, 10});
        table.add(4, "1009", " 8089   ", "   ");
        table.rows.add(new Object[] {5, "1011", "1012", "0.0.0.0", "8091", null, new SQLException("1O")});
        started();

        assertThat(applied.get(0).rows())
                .containsExactly(
                        PAIR,
                        new Row(2, "", "", "", "", null, null),
                        new Row(3, "1003", "1004", "0.0.0.0", "", "?", 10),
                        new Row(4, "1009", "r1009", "0.0.0.0", "8089", null, 10),
                        new Row(5, "1011", "1012", "0.0.0.0", "8091", null, null));
    }

    @Test
    void aFileThatCannotBeWrittenHoldsNothingUp() throws IOException {
        Files.createDirectories(file);
        DatabaseFeed feed = started();

        assertThat(sources()).containsExactly(DATABASE);
        assertThat(feed.status().source()).isEqualTo(DATABASE);
    }

    /** What is logged meanwhile. */
    private static List<String> said(Runnable steps) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            steps.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private DatabaseFeed started() {
        DatabaseFeed feed = feed(WITH_DATABASE);
        feed.database(table, null);
        feed.start();
        loop.run();
        answer();
        return feed;
    }

    private DatabaseFeed feed(FeedSettings settings) {
        return new DatabaseFeed(
                settings,
                file,
                loaded -> {
                    applied.add(loaded);
                    return new RefreshResult(0, 0, 0, loaded.rows().size());
                },
                Clock.fixed(NOW, ZoneOffset.UTC),
                loop,
                readers,
                listeners,
                () -> {});
    }

    /** Time goes by, and the database answers at once. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            loop.advance(Duration.ofSeconds(1));
            listeners.runAll();
            loop.run();
            answer();
        }
    }

    /** The database answers what it was asked. */
    private void answer() {
        readers.runAll();
        loop.run();
    }

    private void keep(Row row) throws IOException {
        new ConfigurationFile(file).store(List.of(row), THEN);
    }

    private List<ExtensionSource> sources() {
        return applied.stream().map(Loaded::source).toList();
    }
}
