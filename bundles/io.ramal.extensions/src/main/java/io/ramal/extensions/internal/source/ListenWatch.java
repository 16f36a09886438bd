package io.ramal.extensions.internal.source;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps one connection listening, and tries again when it breaks. On the loop's thread. */
final class ListenWatch {
    /** Who is told; on the loop's thread. */
    interface Owner {
        /** It listens from now on; what changed before is to be read. */
        void listening();

        /** Something has changed. */
        void hint();

        /** Whether the table has anything that tells its changes; comes before {@link #listening} and when it changes. */
        void told(boolean told);

        /** It does not listen any more, or an attempt failed. */
        void deaf(String why);
    }

    private final FeedLoop loop;
    private final Executor threads;
    private final Owner owner;
    private final BackOff backOff = new BackOff();
    private FeedSettings settings;
    private @Nullable DataSource source;
    private @Nullable ListenSession session;
    private boolean listening;
    private boolean hurried;
    private FeedLoop.Timer limit = FeedLoop.Timer.NONE;
    private FeedLoop.Timer retry = FeedLoop.Timer.NONE;

    ListenWatch(FeedLoop loop, Executor threads, FeedSettings settings, Owner owner) {
        this.loop = loop;
        this.threads = threads;
        this.settings = settings;
        this.owner = owner;
    }

    void settings(FeedSettings changed) {
        settings = changed;
    }

    /** Listens by this source from now on; null to listen no more. */
    void use(@Nullable DataSource changed) {
        stop();
        source = changed;
        backOff.reset();
        if (changed != null) {
            connect();
        }
    }

    /** The database is there again: no need to wait for the next attempt. */
    void hurry() {
        if (source == null || listening) {
            return;
        }
        backOff.reset();
        if (session == null) {
            connect();
        } else {
            hurried = true;
        }
    }

    void stop() {
        limit.cancel();
        retry.cancel();
        listening = false;
        hurried = false;
        if (session != null) {
            session.stop();
            session = null;
        }
    }

    private void connect() {
        stop();
        DataSource from = source;
        if (from == null) {
            return;
        }
        Session begun = new Session(from);
        session = begun.session;
        limit = loop.schedule(
                settings.timing().answer(),
                () -> begun.over(DatabaseFault.silent(
                        settings.databaseName(), settings.timing().answer().toSeconds())));
        try {
            threads.execute(begun.session);
        } catch (RejectedExecutionException e) {
            begun.over(DatabaseFault.sentence(settings.databaseName(), e));
        }
    }

    /** Takes what a session says over to the loop, and drops what comes from one that is not the current one. */
    private final class Session {
        private final ListenSession session;
        private final AtomicBoolean hinted = new AtomicBoolean();

        Session(DataSource from) {
            session = new ListenSession(
                    from,
                    settings.timing(),
                    this::heard,
                    failure -> loop.execute(() -> over(DatabaseFault.sentence(settings.databaseName(), failure))));
        }

        /** On the session's thread. While the loop is busy one hint waits for it, the others would say no more. */
        private void heard(ListenSession.Event event) {
            switch (event) {
                case LISTENING -> loop.execute(this::listens);
                case TOLD -> loop.execute(() -> told(true));
                case UNTOLD -> loop.execute(() -> told(false));
                case HINT -> {
                    if (!hinted.getAndSet(true)) {
                        loop.execute(this::hint);
                    }
                }
            }
        }

        private void listens() {
            if (ListenWatch.this.session == session) {
                limit.cancel();
                backOff.reset();
                listening = true;
                hurried = false;
                owner.listening();
            }
        }

        private void told(boolean told) {
            if (ListenWatch.this.session == session) {
                owner.told(told);
            }
        }

        private void hint() {
            hinted.set(false);
            if (ListenWatch.this.session == session) {
                owner.hint();
            }
        }

        private void over(String why) {
            if (ListenWatch.this.session != session) {
                return;
            }
            if (hurried) {
                connect(); // this attempt began before the database was there again and says nothing of it
                return;
            }
            stop();
            retry = loop.schedule(backOff.next(settings.timing()), ListenWatch.this::connect);
            owner.deaf(why);
        }
    }
}
