package io.ramal.extensions.internal.source;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.RefreshResult;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides which source holds, reads it when there is reason to, and hands what it holds to whoever runs it.
 */
public interface Feed extends AutoCloseable {
    /** Whoever runs what was read; called on the feed's thread, one call at a time. */
    @FunctionalInterface
    interface Target {
        /** Runs the difference; blocks until its ports are open or its faults are known. */
        RefreshResult apply(Loaded loaded);
    }

    /** Begins: the first configuration is applied as soon as the order of the sources allows. */
    void start();

    /** Other settings from now on; what runs goes on running. */
    void settings(FeedSettings settings);

    /** The data sources as they come and go, null when there is none; {@code listen} is not pooled. */
    void database(@Nullable DataSource query, @Nullable DataSource listen);

    /**
     * Reads now and blocks until it is applied; see {@link io.ramal.extension.ExtensionControl#refresh}. Never from
     * {@link Target#apply}.
     *
     * @throws IOException in about ten seconds at the latest when the source cannot be read, saying why and what to do
     */
    RefreshResult refresh() throws IOException;

    /** What the table holds now, unchecked; throws as {@link #refresh} does, and when no database is configured. */
    List<Row> stored() throws IOException;

    /** Where things stand; returns at once, any thread. */
    ConfigurationStatus status();

    /** Begins nothing any more; returns within three seconds, whatever the database does. */
    @Override
    void close();
}
