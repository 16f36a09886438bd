package io.ramal.extensions.internal.source;

import io.ramal.extension.RefreshResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table when there is reason to, one reading at a time, and again and again while it fails. On the loop's
 * thread; the readings themselves are on others, and one that hangs is given up.
 */
final class TableWatch {
    /** Who is told; on the loop's thread. */
    interface Owner {
        /** What the table holds, and who asked for it; when this throws, the table is read again after a while. */
        void read(List<Row> rows, List<CompletableFuture<RefreshResult>> askers);

        /** Why it could not be read. */
        void unreadable(String why, List<CompletableFuture<RefreshResult>> askers);
    }

    /** A steady stream of notifications delays the reading by no more than this many times the usual. */
    private static final int LONGEST_DEBOUNCE = 5;

    private final FeedLoop loop;
    private final Executor threads;
    private final Owner owner;
    private final BackOff backOff = new BackOff();
    private FeedSettings settings;
    private @Nullable DataSource source;
    private @Nullable Object reading;
    private boolean again;
    private boolean hinted;
    private final List<CompletableFuture<RefreshResult>> now = new ArrayList<>();
    private final List<CompletableFuture<RefreshResult>> next = new ArrayList<>();
    private FeedLoop.Timer limit = FeedLoop.Timer.NONE;
    private FeedLoop.Timer later = FeedLoop.Timer.NONE;
    private FeedLoop.Timer quiet = FeedLoop.Timer.NONE;
    private FeedLoop.Timer latest = FeedLoop.Timer.NONE;

    TableWatch(FeedLoop loop, Executor threads, FeedSettings settings, Owner owner) {
        this.loop = loop;
        this.threads = threads;
        this.settings = settings;
        this.owner = owner;
    }

    void settings(FeedSettings changed) {
        settings = changed;
        if (reading == null && source != null && backOff.isReset()) {
            poll();
        }
    }

    /** Reads from this source from now on, and at once; null to read no more. */
    void use(@Nullable DataSource changed) {
        source = changed;
        reading = null;
        again = false;
        backOff.reset();
        limit.cancel();
        quiesce();
        if (changed != null) {
            next.addAll(0, now);
            now.clear();
            begin();
        } else {
            later.cancel();
            now.addAll(next);
            next.clear();
            IOException gone = new IOException(DatabaseFault.noSource(settings.databaseName()));
            over(now).forEach(asker -> asker.completeExceptionally(gone));
        }
    }

    /** Reads soon: when no further hint comes for a moment, or enough have come. */
    void hint() {
        quiet.cancel();
        quiet = loop.schedule(settings.timing().debounce(), this::read);
        if (!hinted) {
            hinted = true;
            latest = loop.schedule(settings.timing().debounce().multipliedBy(LONGEST_DEBOUNCE), this::read);
        }
    }

    /** Reads now; after the reading that is under way, if there is one: it may have begun before a change. */
    void read() {
        if (source == null) {
            return;
        }
        if (reading == null) {
            begin();
        } else {
            quiesce();
            again = true;
        }
    }

    /** Reads now and tells the asker. */
    void read(CompletableFuture<RefreshResult> asker) {
        next.add(asker);
        read();
    }

    private void begin() {
        DataSource from = source;
        if (from == null) {
            return;
        }
        later.cancel();
        quiesce();
        again = false;
        now.addAll(next);
        next.clear();
        Object begun = new Object();
        reading = begun;
        FeedSettings.Timing timing = settings.timing();
        limit = loop.schedule(
                timing.answer(),
                () -> failed(
                        begun,
                        DatabaseFault.silent(
                                settings.databaseName(), timing.answer().toSeconds())));
        try {
            threads.execute(() -> {
                try {
                    List<Row> rows = TableReader.read(from, timing.answer());
                    loop.execute(() -> done(begun, rows));
                } catch (Throwable e) {
                    loop.execute(() -> failed(begun, DatabaseFault.sentence(settings.databaseName(), e)));
                }
            });
        } catch (RejectedExecutionException e) {
            failed(begun, DatabaseFault.sentence(settings.databaseName(), e));
        }
    }

    private void done(Object which, List<Row> rows) {
        if (reading != which) {
            return;
        }
        List<CompletableFuture<RefreshResult>> askers = over(now);
        boolean taken = false;
        try {
            owner.read(rows, askers);
            taken = true;
        } finally {
            if (taken) {
                backOff.reset();
                poll();
            } else {
                retry();
            }
            if (again) {
                begin();
            }
        }
    }

    private void failed(Object which, String why) {
        if (reading != which) {
            return;
        }
        // whoever asked meanwhile would only wait as long again for the same answer
        now.addAll(next);
        next.clear();
        List<CompletableFuture<RefreshResult>> askers = over(now);
        retry();
        owner.unreadable(why, askers);
    }

    private List<CompletableFuture<RefreshResult>> over(List<CompletableFuture<RefreshResult>> waiting) {
        reading = null;
        limit.cancel();
        List<CompletableFuture<RefreshResult>> askers = List.copyOf(waiting);
        waiting.clear();
        return askers;
    }

    private void retry() {
        later.cancel();
        later = loop.schedule(backOff.next(settings.timing()), this::read);
    }

    private void poll() {
        later.cancel();
        if (settings.autoRefresh()) {
            later = loop.schedule(settings.interval(), this::read);
        }
    }

    private void quiesce() {
        hinted = false;
        quiet.cancel();
        latest.cancel();
    }
}
