package io.ramal.extensions.internal.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that listens until it breaks or is told to stop. It looks up once a second, so that it is soon gone when
 * told, and asks whether the server is still there when that has said nothing for a while: a network that drops packets
 * silently is noticed by nothing else.
 */
final class ListenSession implements Runnable {
    /** What a trigger sends to; the payload is the changed row and is not looked at: the table is read anew. */
    static final String CHANNEL = "change_record_extension_ia";

    /** What happens to a session; told on its own thread. */
    enum Event {
        LISTENING,
        HINT,
        /** The table has a trigger, or whatever else tells its changes; this or the other comes before LISTENING. */
        TOLD,
        /** Nobody tells changes of the table. */
        UNTOLD
    }

    /** Any trigger of the table counts: installations had theirs before this server, by other names. */
    private static final String TRIGGER = "SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger"
            + " WHERE tgrelid = pg_catalog.to_regclass('public.extension_ia') AND NOT tgisinternal"
            + " AND tgenabled <> 'D')";

    private static final Logger LOG = LoggerFactory.getLogger(ListenSession.class);
    private static final int LOOK_UP_MS = 1000;

    private final DataSource source;
    private final FeedSettings.Timing timing;
    private final Consumer<Event> events;
    private final Consumer<Throwable> ended;
    private volatile boolean stopped;
    // the session's own
    private @Nullable Boolean told;
    private boolean heard;

    /**
     * One session.
     *
     * @param ended told why it ended by itself
     */
    ListenSession(DataSource source, FeedSettings.Timing timing, Consumer<Event> events, Consumer<Throwable> ended) {
        this.source = source;
        this.timing = timing;
        this.events = events;
        this.ended = ended;
    }

    /** Tells it to stop; returns at once. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        Throwable why = null;
        try (Connection connection = source.getConnection()) {
            if (!stopped) {
                listen(connection);
            }
        } catch (Throwable e) {
            // also an error, of a driver that is being replaced for instance: unsaid it would be the end for good
            why = e;
        } finally {
            if (!stopped) {
                ended.accept(why == null ? new IllegalStateException("interrupted") : why);
            } else if (why != null) {
                LOG.debug("a connection that was given up: {}", why.toString());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) timing.answer().toMillis());
        connection.setAutoCommit(true);
        PGConnection postgres = connection.unwrap(PGConnection.class);
        ask(connection, "LISTEN " + CHANNEL);
        lookAtTrigger(connection);
        events.accept(Event.LISTENING);
        long quiet = 0;
        int lookUp = (int) Math.min(LOOK_UP_MS, timing.quiet().toMillis());
        while (!stopped && !Thread.currentThread().isInterrupted()) {
            PGNotification[] notifications = postgres.getNotifications(lookUp);
            if (notifications != null && notifications.length > 0) {
                quiet = 0;
                heard = true;
                told(true);
                events.accept(Event.HINT);
            } else {
                quiet += lookUp;
                if (quiet >= timing.quiet().toMillis()) {
                    quiet = 0;
                    lookAtTrigger(connection);
                }
            }
        }
    }

    /** Tells too whether the server is still there. */
    private void lookAtTrigger(Connection connection) throws SQLException {
        try (Statement asked = connection.createStatement();
                ResultSet answer = asked.executeQuery(TRIGGER)) {
            boolean there = answer.next() && answer.getBoolean(1);
            told(there || heard);
        }
    }

    private void told(boolean now) {
        if (told == null || now != told) {
            told = now;
            events.accept(now ? Event.TOLD : Event.UNTOLD);
        }
    }

    private static void ask(Connection connection, String statement) throws SQLException {
        try (Statement asked = connection.createStatement()) {
            asked.execute(statement);
        }
    }
}
