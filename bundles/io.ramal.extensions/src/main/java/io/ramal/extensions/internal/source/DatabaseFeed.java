package io.ramal.extensions.internal.source;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.RefreshResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, else the last known file, else the compatibility mode. The server never waits for the database: the file is
 * applied at once and replaced when the database answers; only where there is no file the answer is waited for, a moment.
 * Whatever happens to the database later, what runs goes on running.
 */
public final class DatabaseFeed implements Feed {
    /** Name of the file in the data folder. */
    public static final String FILE = "ramais_config.json";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFeed.class);

    /** How long a caller waits for its change to be applied; the change itself goes on. */
    private static final Duration APPLY = Duration.ofSeconds(30);

    private final LastKnown lastKnown;
    private final Target target;
    private final Clock clock;
    private final FeedLoop loop;
    private final Executor readers;
    private final Runnable end;
    private final FeedStatus status;
    private final TableWatch table;
    private final ListenWatch changes;
    private final Askers askers = new Askers();
    private volatile Database database;
    // the loop's own
    private boolean started;
    private boolean applied;
    private FeedLoop.Timer firstWait = FeedLoop.Timer.NONE;
    private FeedLoop.Timer sourceWait = FeedLoop.Timer.NONE;
    private FeedLoop.Timer listenWait = FeedLoop.Timer.NONE;

    /**
     * A feed with threads of its own.
     *
     * @param file the last known configuration, usually {@value #FILE} in the data folder
     */
    public DatabaseFeed(FeedSettings settings, Path file, Target target) {
        this(settings, file, target, Clock.systemUTC(), new FeedThreads());
    }

    private DatabaseFeed(FeedSettings settings, Path file, Target target, Clock clock, FeedThreads threads) {
        this(settings, file, target, clock, threads, threads.readers(), threads.listeners(), threads::close);
    }

    DatabaseFeed(
            FeedSettings settings,
            Path file,
            Target target,
            Clock clock,
            FeedLoop loop,
            Executor readers,
            Executor listeners,
            Runnable end) {
        this.database = new Database(settings, null, null);
        this.lastKnown = new LastKnown(new ConfigurationFile(file));
        this.target = target;
        this.clock = clock;
        this.loop = loop;
        this.readers = readers;
        this.end = end;
        this.status = new FeedStatus(clock);
        this.table = new TableWatch(loop, readers, settings, new TableOwner());
        this.changes = new ListenWatch(loop, listeners, settings, new ChangesOwner());
    }

    @Override
    public void start() {
        loop.execute(() -> {
            started = true;
            watch();
            ConfigurationFile.Held held = lastKnown.load();
            if (held != null) {
                apply(ExtensionSource.FILE, held.rows(), held.confirmed());
            } else if (database.expected()) {
                firstWait = loop.schedule(database.settings().timing().firstWait(), this::compatibilityIfNothing);
            } else {
                compatibilityIfNothing();
            }
        });
    }

    @Override
    public void settings(FeedSettings settings) {
        loop.execute(() -> {
            Database before = database;
            database = new Database(settings, before.query(), before.listen());
            table.settings(settings);
            changes.settings(settings);
            boolean other = settings.databaseExpected() != before.expected()
                    || !settings.databaseName().equals(before.name());
            if (started && other) {
                watch();
                if (!settings.databaseExpected()) {
                    compatibilityIfNothing();
                }
            }
        });
    }

    @Override
    public void database(@Nullable DataSource query, @Nullable DataSource listen) {
        loop.execute(() -> {
            Database before = database;
            database = new Database(before.settings(), query, listen);
            if (started && before.expected()) {
                if (!Objects.equals(query, before.query())) {
                    read(query);
                }
                if (!Objects.equals(listen, before.listen())) {
                    listen(listen);
                }
            }
        });
    }

    @Override
    public RefreshResult refresh() throws IOException {
        CompletableFuture<RefreshResult> asker = new CompletableFuture<>();
        Database asked = database;
        loop.execute(() -> refresh(asker));
        return askers.await(
                asker, asked.settings().timing().answer().plus(APPLY), "the configuration is still being applied");
    }

    @Override
    public List<Row> stored() throws IOException {
        try {
            return database.read(readers, askers);
        } catch (IOException e) {
            loop.execute(this::doubt);
            throw e;
        }
    }

    @Override
    public ConfigurationStatus status() {
        return status.now();
    }

    @Override
    public void close() {
        askers.close();
        loop.execute(() -> {
            table.use(null);
            changes.use(null);
        });
        end.run();
    }

    /** Begins with a database, or ends it. */
    private void watch() {
        if (database.expected()) {
            status.connecting();
            read(database.query());
            listen(database.listen());
        } else {
            sourceWait.cancel();
            listenWait.cancel();
            table.use(null);
            changes.use(null);
            status.none();
        }
    }

    private void read(@Nullable DataSource query) {
        sourceWait.cancel();
        if (query == null) {
            // a data source whose settings change is gone for a moment
            sourceWait = loop.schedule(
                    database.settings().timing().firstWait(),
                    () -> status.down(DatabaseFault.noSource(database.name())));
        }
        table.use(query);
    }

    private void listen(@Nullable DataSource listen) {
        status.deaf("its data source has changed");
        changes.use(listen);
        missListenSource();
    }

    /** Says so when there is nothing to listen by for longer than a change of settings takes. */
    private void missListenSource() {
        listenWait.cancel();
        if (database.listen() == null) {
            listenWait = loop.schedule(
                    database.settings().timing().firstWait(),
                    () -> status.deafAlone(DatabaseFault.noListenSource(database.name())));
        }
    }

    /** Somebody could not read the table: is it down? */
    private void doubt() {
        if (database.expected() && status.now().database() == DatabaseState.UP) {
            table.read();
        }
    }

    private void refresh(CompletableFuture<RefreshResult> asker) {
        if (!started) {
            asker.completeExceptionally(new IOException("the server is still starting"));
        } else if (!database.expected()) {
            try {
                asker.complete(fromFile());
            } catch (IOException e) {
                asker.completeExceptionally(e);
            }
        } else if (database.query() == null) {
            asker.completeExceptionally(new IOException(DatabaseFault.noSource(database.name())));
        } else {
            table.read(asker);
        }
    }

    private RefreshResult fromFile() throws IOException {
        ConfigurationFile.Held held = lastKnown.reload();
        return held == null
                ? apply(ExtensionSource.COMPATIBILITY, List.of(), null)
                : apply(ExtensionSource.FILE, held.rows(), held.confirmed());
    }

    private void compatibilityIfNothing() {
        firstWait.cancel();
        if (!applied) {
            apply(ExtensionSource.COMPATIBILITY, List.of(), null);
        }
    }

    private RefreshResult apply(ExtensionSource source, List<Row> rows, @Nullable Instant confirmed) {
        firstWait.cancel();
        if (!applied || status.now().source() != source) {
            LOG.info("the extensions come from: {}", source);
        }
        applied = true;
        RefreshResult result = target.apply(new Loaded(source, rows));
        status.from(source, confirmed);
        return result;
    }

    private final class TableOwner implements TableWatch.Owner {
        @Override
        public void read(List<Row> rows, List<CompletableFuture<RefreshResult>> askers) {
            if (status.up(database.name(), rows.size())) {
                changes.hurry();
                missListenSource();
            }
            Instant now = clock.instant();
            try {
                RefreshResult result = rows.isEmpty()
                        ? apply(ExtensionSource.COMPATIBILITY, rows, null)
                        : apply(ExtensionSource.DATABASE, rows, now);
                askers.forEach(asker -> asker.complete(result));
            } catch (RuntimeException | Error e) {
                askers.forEach(asker -> asker.completeExceptionally(e));
                throw e;
            } finally {
                if (!rows.isEmpty()) {
                    lastKnown.store(rows, now);
                }
            }
        }

        @Override
        public void unreadable(String why, List<CompletableFuture<RefreshResult>> askers) {
            status.down(why);
            IOException unreadable = new IOException(why);
            askers.forEach(asker -> asker.completeExceptionally(unreadable));
        }
    }

    private final class ChangesOwner implements ListenWatch.Owner {
        @Override
        public void listening() {
            status.listening();
            table.read();
        }

        @Override
        public void hint() {
            table.hint();
        }

        @Override
        public void told(boolean told) {
            status.told(told);
        }

        @Override
        public void deaf(String why) {
            boolean lost = status.isListening();
            status.deaf(why);
            if (lost) {
                table.read();
            } else if (status.now().database() == DatabaseState.UP) {
                // an outage shows here first: only a table that is read after this says that the fault is here alone
                CompletableFuture<RefreshResult> answer = new CompletableFuture<>();
                CompletableFuture<Void> unused = answer.thenRun(() -> status.deafAlone(why));
                table.read(answer);
            }
        }
    }
}
