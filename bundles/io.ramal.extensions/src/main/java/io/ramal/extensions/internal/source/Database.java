package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a feed has been told of the database.
 *
 * @param query for reading the table, null while there is none
 * @param listen for the connection that listens, null while there is none
 */
record Database(
        FeedSettings settings,
        @Nullable DataSource query,
        @Nullable DataSource listen) {
    boolean expected() {
        return settings.databaseExpected();
    }

    String name() {
        return settings.databaseName();
    }

    /**
     * Reads the table on another thread and waits for it, but not for ever.
     *
     * @throws IOException saying why it cannot be read and what to do
     */
    List<Row> read(Executor readers, Askers askers) throws IOException {
        DataSource source = query;
        if (!expected()) {
            throw new IOException("no database is configured; set DB_HOST and the other DB_* settings");
        }
        if (source == null) {
            throw new IOException(DatabaseFault.noSource(name()));
        }
        Duration limit = settings.timing().answer();
        CompletableFuture<List<Row>> answer = new CompletableFuture<>();
        try {
            readers.execute(() -> {
                try {
                    answer.complete(TableReader.read(source, limit));
                } catch (Throwable e) {
                    answer.completeExceptionally(new IOException(DatabaseFault.sentence(name(), e), e));
                }
            });
        } catch (RejectedExecutionException e) {
            throw new IOException(DatabaseFault.sentence(name(), e), e);
        }
        return askers.await(answer, limit, DatabaseFault.silent(name(), limit.toSeconds()));
    }
}
