package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.testkit.ManualExecutor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When it is tried to listen; what listening is, is tested against a real database. */
class ListenWatchTest {
    private static final FeedSettings SETTINGS = new FeedSettings(true, "db", false, Duration.ofHours(1));

    private final ManualLoop loop = new ManualLoop();
    private final ManualExecutor threads = new ManualExecutor();
    private final FakeTable source = new FakeTable();
    private final List<String> told = new ArrayList<>();
    private boolean triggered = true;
    private final ListenWatch watch = new ListenWatch(loop, threads, SETTINGS, new ListenWatch.Owner() {
        @Override
        public void listening() {
            told.add("listening");
        }

        @Override
        public void hint() {
            told.add("hint");
        }

        @Override
        public void told(boolean told) {
            if (told != triggered) {
                triggered = told;
                ListenWatchTest.this.told.add(told ? "told" : "untold");
            }
        }

        @Override
        public void deaf(String why) {
            told.add(why);
        }
    });

    @Test
    void triesLessAndLessOften() {
        source.failure = new SQLException("refused", "08001");
        watch.use(source);
        run();
        int attempts = 1;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            run();
            assertThat(source.reads).isEqualTo(attempts);
            loop.advance(Duration.ofMillis(1));
            run();
            assertThat(source.reads).isEqualTo(++attempts);
        }
        assertThat(told).hasSize(attempts).allMatch(why -> why.contains("DB_HOST"));
    }

    @Test
    void hurriesWhenTheDatabaseIsBack() {
        source.failure = new SQLException("refused", "08001");
        watch.use(source);
        run();

        watch.hurry();
        run();
        assertThat(source.reads).isEqualTo(2);
    }

    @Test
    void leavesAnAttemptAloneThatIsUnderWay() {
        watch.use(source);
        watch.hurry();
        run();

        assertThat(source.reads).isEqualTo(1);
    }

    @Test
    void aHungAttemptIsGivenUpAndItsLateEndDropped() {
        source.failure = new SQLException("refused", "08001");
        watch.use(source);
        loop.advance(Duration.ofSeconds(10));
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("did not answer within 10 s");

        run();
        assertThat(told).hasSize(1);
    }

    @Test
    void nothingIsTriedWithoutASource() {
        source.failure = new SQLException("refused", "08001");
        watch.use(source);
        run();
        watch.use(null);
        watch.hurry();
        loop.advance(Duration.ofHours(1));
        run();

        assertThat(source.reads).isEqualTo(1);
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        source.error = new NoClassDefFoundError("org/postgresql/Driver");
        watch.use(source);
        run();
        assertThat(told).singleElement().asString().contains("NoClassDefFoundError");

        loop.advance(Duration.ofSeconds(1));
        run();
        assertThat(source.reads).isEqualTo(2);
    }

    @Test
    void anInterruptedListenerIsReplaced() {
        source.notifications = 1;
        watch.use(source);
        Thread.currentThread().interrupt();
        threads.runAll();
        assertThat(Thread.interrupted()).isTrue();
        loop.run();
        assertThat(told).hasSize(2).first().isEqualTo("listening");

        loop.advance(Duration.ofSeconds(1));
        run();
        assertThat(source.reads).isEqualTo(2);
    }

    @Test
    void whileTheLoopIsBusyOneHintWaits() {
        source.notifications = 1000;
        watch.use(source);
        threads.runAll();
        // the trigger, that it listens, one hint, and its end
        assertThat(loop.due()).isEqualTo(4);

        loop.run();
        assertThat(told).hasSize(3).startsWith("listening", "hint");
    }

    @Test
    void aHintAfterOneThatWasTakenIsTold() {
        source.notifications = 2;
        source.onNotification = loop::run;
        watch.use(source);
        run();

        assertThat(told).hasSize(4).startsWith("listening", "hint", "hint");
    }

    @Test
    void anAttemptThatBeganBeforeTheDatabaseWasBackIsMadeAgainWithoutAWord() {
        source.failure = new SQLException("refused", "08001");
        watch.use(source);
        threads.runAll();
        watch.hurry();
        loop.run();
        assertThat(told).isEmpty();

        run();
        assertThat(source.reads).isEqualTo(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void aTableWithoutATriggerTellsNothingUntilSomethingIsHeard() {
        source.trigger = false;
        source.notifications = 1;
        watch.use(source);
        run();
        assertThat(told).startsWith("untold", "listening", "told", "hint");
    }

    @Test
    void threadsThatAllHangAreAFailure() {
        List<String> why = new ArrayList<>();
        ListenWatch full = new ListenWatch(
                loop,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                SETTINGS,
                new ListenWatch.Owner() {
                    @Override
                    public void listening() {}

                    @Override
                    public void hint() {}

                    @Override
                    public void told(boolean told) {}

                    @Override
                    public void deaf(String reason) {
                        why.add(reason);
                    }
                });
        full.use(source);

        assertThat(why).singleElement().asString().contains("still hang");
    }

    private void run() {
        threads.runAll();
        loop.run();
    }
}
