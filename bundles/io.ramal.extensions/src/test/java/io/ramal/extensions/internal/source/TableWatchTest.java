package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.extension.RefreshResult;
import io.ramal.testkit.ManualExecutor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the table is read. */
class TableWatchTest {
    private static final RefreshResult DONE = new RefreshResult(0, 0, 0, 1);

    private final ManualLoop loop = new ManualLoop();
    private final ManualExecutor threads = new ManualExecutor();
    private final FakeTable table = new FakeTable();
    private int applied;
    private String failure = "";
    private Throwable broken;

    @BeforeEach
    void fill() {
        table.add(1, "1001", "8080", null);
    }

    @Test
    void aBurstOfHintsIsOneReading() {
        TableWatch watch = watching(false, threads);
        for (int i = 0; i < 1000; i++) {
            watch.hint();
        }
        loop.advance(Duration.ofMillis(99));
        assertThat(table.reads).isEqualTo(1);

        loop.advance(Duration.ofMillis(1));
        answer();
        loop.advance(Duration.ofSeconds(10));
        answer();
        assertThat(table.reads).isEqualTo(2);
    }

    @Test
    void aSteadyStreamOfHintsDoesNotKeepTheTableFromBeingRead() {
        TableWatch watch = watching(false, threads);
        for (int i = 0; i < 100; i++) {
            watch.hint();
            loop.advance(Duration.ofMillis(20));
            answer();
        }
        assertThat(table.reads).isBetween(1 + 3, 1 + 4);
    }

    @Test
    void aHintDuringAReadingIsNotLost() {
        TableWatch watch = watching(false, threads);
        watch.read();
        watch.hint();
        loop.advance(Duration.ofMillis(100));
        watch.hint();
        loop.advance(Duration.ofMillis(100));

        answer();
        answer();
        loop.advance(Duration.ofSeconds(10));
        answer();
        assertThat(table.reads).isEqualTo(1 + 2);
    }

    @Test
    void whoAsksDuringAReadingGetsTheNextOne() {
        TableWatch watch = watching(false, threads);
        watch.read();
        CompletableFuture<RefreshResult> asker = new CompletableFuture<>();
        watch.read(asker);

        threads.runAll();
        loop.run();
        assertThat(asker).isNotDone();

        answer();
        assertThat(asker).isCompletedWithValue(DONE);
        assertThat(applied).isEqualTo(3);
    }

    @Test
    void whoAsksAHungDatabaseIsToldInTime() {
        TableWatch watch = watching(false, threads);
        watch.read();
        loop.advance(Duration.ofSeconds(4));
        CompletableFuture<RefreshResult> asker = new CompletableFuture<>();
        watch.read(asker);

        loop.advance(Duration.ofSeconds(6));

        assertThat(asker).isCompletedExceptionally();
        assertThat(failure).contains("did not answer");
    }

    @Test
    void whoAsksWhileTheSourceGoesIsTold() {
        TableWatch watch = watching(false, threads);
        CompletableFuture<RefreshResult> asker = new CompletableFuture<>();
        watch.read(asker);

        watch.use(null);

        assertThat(asker).isCompletedExceptionally();
    }

    @Test
    void pollsWhenToldTo() {
        TableWatch watch = watching(true, threads);
        loop.advance(Duration.ofSeconds(60));
        answer();
        loop.advance(Duration.ofSeconds(60));
        answer();
        assertThat(table.reads).isEqualTo(1 + 2);

        watch.settings(settings(false));
        loop.advance(Duration.ofSeconds(600));
        answer();
        assertThat(table.reads).isEqualTo(1 + 2);

        watch.settings(settings(true));
        loop.advance(Duration.ofSeconds(60));
        answer();
        assertThat(table.reads).isEqualTo(1 + 3);
    }

    @Test
    void otherSettingsDoNotEndTheAttemptsToReachADatabase() {
        table.failure = new SQLException("refused", "08001");
        TableWatch watch = watching(false, threads);

        watch.settings(settings(true));
        table.failure = null;
        loop.advance(Duration.ofSeconds(1));
        answer();

        assertThat(applied).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeAppliedIsReadAgainLessAndLessOften() {
        TableWatch watch = watching(false, threads);
        broken = new IllegalStateException("on purpose");
        watch.read();
        threads.runAll();
        assertThatThrownBy(loop::run).isSameAs(broken);

        for (int seconds : new int[] {1, 2, 4}) {
            int before = table.reads;
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            threads.runAll();
            assertThat(table.reads).isEqualTo(before);
            loop.advance(Duration.ofMillis(1));
            threads.runAll();
            assertThat(table.reads).isEqualTo(before + 1);
            assertThatThrownBy(loop::run).isSameAs(broken);
        }

        broken = null;
        loop.advance(Duration.ofSeconds(8));
        answer();
        assertThat(applied).isEqualTo(2);
        loop.advance(Duration.ofHours(1));
        answer();
        assertThat(applied).isEqualTo(2);
    }

    @Test
    void aHintThatCameBeforeAFailedApplyIsNotLost() {
        TableWatch watch = watching(false, threads);
        broken = new NoClassDefFoundError("on purpose");
        watch.read();
        watch.read();
        threads.runAll();
        assertThatThrownBy(loop::run).isSameAs(broken);

        broken = null;
        answer();
        assertThat(applied).isEqualTo(2);
    }

    @Test
    void anErrorWhileReadingIsAFailureToRead() {
        table.error = new NoClassDefFoundError("org/postgresql/Driver");
        watching(false, threads);
        assertThat(failure).contains("NoClassDefFoundError");

        table.error = null;
        loop.advance(Duration.ofSeconds(1));
        answer();
        assertThat(applied).isEqualTo(1);
    }

    @Test
    void threadsThatAllHangAreAFailure() {
        watching(false, task -> {
            throw new RejectedExecutionException("full");
        });

        assertThat(failure).contains("still hang");
    }

    private TableWatch watching(boolean poll, Executor executor) {
        TableWatch watch = new TableWatch(loop, executor, settings(poll), new TableWatch.Owner() {
            @Override
            public void read(List<Row> rows, List<CompletableFuture<RefreshResult>> askers) {
                if (broken instanceof Error error) {
                    throw error;
                }
                if (broken instanceof RuntimeException exception) {
                    throw exception;
                }
                applied++;
                askers.forEach(asker -> asker.complete(DONE));
            }

            @Override
            public void unreadable(String why, List<CompletableFuture<RefreshResult>> askers) {
                failure = why;
                askers.forEach(asker -> asker.completeExceptionally(new SQLException(why)));
            }
        });
        watch.use(table);
        answer();
        return watch;
    }

    private void answer() {
        threads.runAll();
        loop.run();
    }

    private static FeedSettings settings(boolean poll) {
        return new FeedSettings(true, "db", poll, Duration.ofSeconds(60));
    }
}
