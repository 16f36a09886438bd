package io.ramal.extensions.internal.source;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known about the sources; says each change once. Changed on the loop's thread, read on any. */
final class FeedStatus {
    private static final Logger LOG = LoggerFactory.getLogger(FeedStatus.class);

    private final Clock clock;
    private volatile ConfigurationStatus status =
            new ConfigurationStatus(ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false);
    private boolean deafSaid;
    private boolean listening;
    private boolean told = true;

    FeedStatus(Clock clock) {
        this.clock = clock;
    }

    ConfigurationStatus now() {
        return status;
    }

    /** The running configuration is from here. */
    void from(ExtensionSource source, @Nullable Instant confirmed) {
        ConfigurationStatus s = status;
        status = new ConfigurationStatus(
                source, confirmed, s.database(), s.databaseSince(), s.databaseError(), s.notified());
    }

    /** No database is configured. */
    void none() {
        deafSaid = false;
        listening = false;
        database(DatabaseState.NONE, null);
    }

    /** It is configured; nothing is known of it yet. */
    void connecting() {
        database(DatabaseState.CONNECTING, null);
    }

    /** It has answered; true when it had not before. */
    boolean up(String name, int rows) {
        DatabaseState before = status.database();
        database(DatabaseState.UP, null);
        if (before == DatabaseState.DOWN) {
            LOG.info("database {} is back, {} rows", name, rows);
        } else if (before != DatabaseState.UP) {
            LOG.info("database {}: {} rows", name, rows);
        }
        return before != DatabaseState.UP;
    }

    /** It has not. */
    void down(String why) {
        DatabaseState before = status.database();
        database(DatabaseState.DOWN, why);
        if (before == DatabaseState.DOWN) {
            LOG.debug("{}", why);
        } else {
            LOG.warn("{}; what runs goes on running, it is asked again", why);
        }
    }

    /** Changes are heard at once, if they are told. */
    void listening() {
        if (deafSaid) {
            LOG.info("changes of the table are noticed at once again");
        }
        deafSaid = false;
        listening = true;
        notified();
    }

    /** Whether somebody listens, told anything or not. */
    boolean isListening() {
        return listening;
    }

    /** Whether the table tells its changes. */
    void told(boolean now) {
        if (now != told) {
            told = now;
            if (now) {
                LOG.info("the table tells its changes from now on");
            } else {
                LOG.warn("extension_ia has no trigger that tells its changes: they are seen at a refresh only;"
                        + " run config/postgresql/notify.sql as the owner of the table");
            }
            notified();
        }
    }

    /** They are not, for the moment or because the database is down. */
    void deaf(String why) {
        listening = false;
        notified();
        LOG.debug("not listening: {}", why);
    }

    /** They are not although the database has been asked since and has answered. */
    void deafAlone(String why) {
        if (!listening && status.database() == DatabaseState.UP && !deafSaid) {
            deafSaid = true;
            LOG.warn("{}; changes of the table are not noticed until the connection that listens is there again", why);
        }
    }

    private void notified() {
        ConfigurationStatus s = status;
        status = new ConfigurationStatus(
                s.source(), s.confirmed(), s.database(), s.databaseSince(), s.databaseError(), listening && told);
    }

    private void database(DatabaseState state, @Nullable String error) {
        ConfigurationStatus s = status;
        Instant since = s.database() == state ? s.databaseSince() : clock.instant();
        boolean none = state == DatabaseState.NONE;
        status = new ConfigurationStatus(
                s.source(), s.confirmed(), state, none ? null : since, error, !none && s.notified());
    }
}
