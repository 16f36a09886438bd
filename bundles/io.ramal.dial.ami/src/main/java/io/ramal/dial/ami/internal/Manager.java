package io.ramal.dial.ami.internal;

import io.ramal.provider.ProviderHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection up. The reader connects, listens, and tries again with growing pauses; it hands to the desk what is
 * ours, so that the calls of a busy Asterisk do not queue up here. All but {@link #health} and {@link #close} belongs to
 * the desk.
 */
final class Manager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Manager.class);
    /** Channels that this product has made, whichever server; a mark that Asterisk tells with each of their events. */
    static final String MARK = "ramal-";

    /** Hears from the connection, on the desk. */
    interface Events {
        void heard(Message message);

        void lost(String reason);
    }

    private final AmiSettings settings;
    private final Timing timing;
    private final ScheduledExecutorService desk;
    private final String token;
    private final Events events;
    private final Questions questions = new Questions();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ProviderHealth health;
    /** The reader's connection, whatever its state. */
    private volatile @Nullable Link current;
    /** The desk's connection: logged in. */
    private @Nullable Link link;

    private @Nullable AmiException refusal;
    private long actions;

    /** @param token what the ids of this server's actions and channels begin with; no other client's do */
    Manager(AmiSettings settings, Timing timing, ScheduledExecutorService desk, String token, Events events) {
        this.settings = settings;
        this.timing = timing;
        this.desk = desk;
        this.token = token;
        this.events = events;
        health = ProviderHealth.starting("connecting to " + settings.where());
    }

    /** Begins to connect. */
    void start(Executor reader) {
        reader.execute(this::keepUp);
        desk.scheduleWithFixedDelay(
                this::ping, timing.ping().toMillis(), timing.ping().toMillis(), TimeUnit.MILLISECONDS);
    }

    ProviderHealth health() {
        return health;
    }

    /** Sends an action; its answer comes later, or at once when there is no connection. */
    void ask(Action action, Consumer<Reply> told) {
        ask(token + "-" + ++actions, action, told);
    }

    /** The same with an ActionID of one's own. */
    void ask(String id, Action action, Consumer<Reply> told) {
        Link to = link;
        if (to == null) {
            told.accept(Reply.lost("not connected"));
            return;
        }
        questions.put(
                id,
                told,
                desk.schedule(
                        () -> questions.end(id, Reply.lost("no answer from Asterisk")),
                        timing.answer().toMillis(),
                        TimeUnit.MILLISECONDS));
        try {
            to.send(action.with("ActionID", id));
        } catch (IOException e) {
            // the reader notices and says so
            to.close();
        }
    }

    private void ping() {
        if (link != null) {
            ask(new Action("Ping"), reply -> {});
        }
    }

    private void keepUp() {
        Duration pause = timing.firstRetry();
        while (closed.getCount() > 0) {
            boolean wasUp = false;
            try (Link next = new Link(settings, timing)) {
                current = next;
                MessageReader reader = closed.getCount() > 0 ? next.open() : null;
                if (reader == null) {
                    return;
                }
                wasUp = true;
                post(() -> up(next));
                next.read(reader, this::sort);
            } catch (AmiException e) {
                post(() -> down(e));
            }
            pause = wasUp ? timing.firstRetry() : pause;
            if (!pause(pause)) {
                return;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(settings.reconnectMax()) > 0 ? settings.reconnectMax() : twice;
        }
    }

    private boolean pause(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void sort(Message m) {
        if (m.get("ActionID").startsWith(token) || m.get("Uniqueid").startsWith(token)) {
            post(() -> {
                if (!questions.take(m)) {
                    events.heard(m);
                }
            });
        }
    }

    private void post(Runnable task) {
        try {
            desk.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped meanwhile");
        }
    }

    /** Logged in; what the user may not do shows in actions that do nothing. */
    private void up(Link opened) {
        link = opened;
        refusal = null;
        List<String> missing = new ArrayList<>();
        probe(new Action("Originate"), "originate", missing);
        if (settings.gates().any()) {
            probe(new Action("CoreStatus"), "reporting", missing);
        }
        ask(new Action("Hangup").with("Channel", token + "-nobody"), reply -> {
            note(reply, "call", missing);
            permitted(opened, reply, missing);
        });
    }

    private void probe(Action action, String privilege, List<String> missing) {
        ask(action, reply -> note(reply, privilege, missing));
    }

    private static void note(Reply reply, String privilege, List<String> missing) {
        if (reply.kind() == Reply.Kind.REFUSED && reply.message().startsWith("Permission denied")) {
            missing.add(privilege);
        }
    }

    private void permitted(Link opened, Reply last, List<String> missing) {
        if (last.kind() == Reply.Kind.LOST) {
            opened.close();
        } else if (missing.isEmpty()) {
            change(ProviderHealth.READY);
        } else {
            // rights are read at the login: only a new one sees them changed
            refusal = new AmiException(
                    settings.where() + " lets user \"" + settings.username() + "\" log in, but not "
                            + String.join(", ", missing),
                    "give it read = call and write = originate,call,reporting in manager.conf, then \"manager reload\"");
            opened.close();
        }
    }

    private void down(AmiException lost) {
        AmiException why = refusal == null ? lost : refusal;
        link = null;
        refusal = null;
        String reason = String.valueOf(why.getMessage());
        if (closed.getCount() > 0) {
            change(ProviderHealth.unavailable(reason, why.cure()));
        }
        questions.endAll(Reply.lost(reason));
        events.lost(reason);
    }

    private void change(ProviderHealth next) {
        ProviderHealth before = health;
        health = next;
        if (next.ready()) {
            LOG.info("Residents can be rung: connected to {} as {}", settings.where(), settings.username());
        } else if (before.state() != next.state()) {
            LOG.warn("Residents cannot be rung: {}. To do: {}", next.reason(), next.cure());
        } else if (!before.equals(next)) {
            LOG.info("Residents still cannot be rung: {}. To do: {}", next.reason(), next.cure());
        }
    }

    /** Ends the connection and the reader. */
    @Override
    public void close() {
        closed.countDown();
        Link open = current;
        if (open != null) {
            open.close();
        }
    }
}
