package io.ramal.extensions.internal;

import io.ramal.call.Calls;
import io.ramal.call.LineServer;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Feed;
import io.ramal.extensions.internal.source.Kept;
import io.ramal.extensions.internal.source.Loaded;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pairs that shall run and the ports open for them. Every change runs on one serial executor, where opening a port
 * may block; what is asked is answered from a snapshot.
 */
final class ExtensionTable implements Feed.Target, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtensionTable.class);
    private static final RefreshResult NOTHING = new RefreshResult(0, 0, 0, 0);
    private static final String NO_SERVER = "AudioSocket is not running (bundle io.ramal.audiosocket)";

    /** How long a command waits for those before it: opening thousands of ports takes seconds. */
    private static final Duration COMMAND = Duration.ofSeconds(30);

    private static final Duration CONFIGURATION = Duration.ofMinutes(5);

    private final Changes changes;
    private final Predicate<String> local;
    private final Goodbyes goodbyes;
    private final ChangeLog changeLog = new ChangeLog(LOG);
    private volatile List<PairView> views = List.of();
    private volatile boolean closed;

    // the serial executor's own
    private final OpenDoors doors = new OpenDoors();
    private final Set<Integer> stopped = new HashSet<>();
    private Set<String> foreign = Set.of();
    private TableSettings settings;
    private List<CheckedRow> rows = List.of();
    private PortPlan ports;
    private @Nullable Loaded loaded;
    private @Nullable LineServer server;

    /**
     * @param serial runs one task at a time, in order
     * @param local whether an address can be bound on this machine
     * @param calls the ledger that ends calls by force, null while there is none
     */
    ExtensionTable(Executor serial, TableSettings settings, Predicate<String> local, Supplier<@Nullable Calls> calls) {
        this.changes = new Changes(serial);
        this.settings = settings;
        this.ports = new PortPlan(settings.apiPorts(), Set.of());
        this.local = local;
        this.goodbyes = new Goodbyes(calls);
    }

    /** Every pair in the order of the rows; any thread. */
    List<ExtensionStatus> status() {
        return views.stream().map(PairView::status).toList();
    }

    @Override
    public RefreshResult apply(Loaded next) {
        if (closed) {
            return NOTHING;
        }
        return changes.await(CONFIGURATION, () -> {
            loaded = next.keeping(loaded);
            return run();
        });
    }

    /** Takes over settings; what they do not change stays as it is. */
    void configure(TableSettings next) {
        changes.later(() -> {
            if (!next.equals(settings)) {
                settings = next;
                run();
            }
        });
    }

    /** Opens everything on {@code next}, which may be the first server or one that came back. */
    void attach(LineServer next) {
        changes.later(() -> {
            doors.closeAll();
            server = next;
            run();
        });
    }

    /** Forgets a server that is going away, unless another has taken its place. */
    void detach(LineServer gone) {
        changes.later(() -> {
            if (server == gone) {
                doors.closeAll();
                server = null;
                run();
            }
        });
    }

    /** See {@link io.ramal.extension.ExtensionControl#restart}. */
    boolean restart(int id, boolean force) {
        return command(id, () -> {
            LOG.info("row {} is restarted{}", id, force ? ", its calls are ended" : "");
            stopped.remove(id);
            shut(id, force);
            reconcile(rowsOf(id), false);
        });
    }

    /** See {@link io.ramal.extension.ExtensionControl#stop}. */
    boolean stop(int id, boolean force) {
        return command(id, () -> {
            stopped.add(id);
            shut(id, force);
        });
    }

    /** See {@link io.ramal.extension.ExtensionControl#start}. */
    boolean start(int id) {
        return command(id, () -> {
            if (stopped.remove(id) || !listens(id)) {
                reconcile(rowsOf(id), false);
            }
        });
    }

    /** Stops accepting on every port; what is being opened meanwhile is given up. Idempotent. */
    @Override
    public void close() {
        closed = true;
        changes.later(doors::closeAll);
    }

    private boolean command(int id, Runnable change) {
        return changes.await(COMMAND, () -> {
            if (rowsOf(id).isEmpty()) {
                return false;
            }
            doors.prune();
            change.run();
            publish();
            return true;
        });
    }

    /** Calls are ended after the ports are closed and before they are opened: none that comes later is meant. */
    private void shut(int id, boolean force) {
        doors.close(id);
        if (force) {
            goodbyes.say(id);
        }
    }

    private RefreshResult run() {
        if (closed) {
            return NOTHING;
        }
        doors.prune();
        check();
        reconcile(rows, true);
        return publish();
    }

    private void check() {
        Loaded current = loaded;
        if (current == null) {
            rows = List.of();
        } else if (current.source() == ExtensionSource.COMPATIBILITY) {
            // a setting of this server, not the address somebody dials: it is bound as it is
            rows = List.of(new CheckedRow(
                    settings.compatibility(), settings.compatibility().address(), null));
        } else {
            rows = Kept.of(rows, RowCheck.check(current.rows(), rows, local), CheckedRow::id);
        }
        ports = PortPlan.of(settings.apiPorts(), rows);
        if (!stopped.isEmpty()) {
            stopped.retainAll(rows.stream().map(CheckedRow::id).collect(Collectors.toSet()));
        }
        tellForeign();
    }

    private void tellForeign() {
        Set<String> now = rows.stream()
                .filter(r -> !r.bind().equals(r.extension().address()))
                .map(r -> r.extension().address())
                .collect(Collectors.toSet());
        now.stream()
                .filter(a -> !foreign.contains(a))
                .forEach(a -> LOG.warn(
                        "{} (extension_ia_ip) is no address of this machine: its extensions listen on all interfaces",
                        a));
        foreign = now;
    }

    /**
     * Opens and closes what {@code some} want.
     *
     * @param all whether everything else is to be closed
     */
    private void reconcile(List<CheckedRow> some, boolean all) {
        LineServer current = server;
        if (current == null || closed) {
            return;
        }
        var open = all
                ? doors.open()
                : some.stream().collect(Collectors.toMap(CheckedRow::id, r -> doors.of(r.id()), (a, b) -> a));
        doors.run(Plan.of(some, open, stopped, ports, doors::busy), new PortOpener(current, ports, () -> closed));
    }

    private List<CheckedRow> rowsOf(int id) {
        return rows.stream().filter(r -> r.id() == id).toList();
    }

    private boolean listens(int id) {
        return views.stream().anyMatch(v -> v.extension().id() == id && v.state() == ExtensionState.ACTIVE);
    }

    private RefreshResult publish() {
        if (closed) {
            return NOTHING;
        }
        String hindrance = server == null ? NO_SERVER : null;
        List<PairView> before = views;
        List<PairView> after = Kept.of(
                before,
                rows.stream().map(r -> view(r, hindrance)).toList(),
                v -> v.extension().id());
        views = after;
        if (hindrance != null && !after.isEmpty()) {
            LOG.info("{} pairs of extensions wait: {}", after.size(), hindrance);
        }
        return changeLog.tell(before, after, hindrance);
    }

    private PairView view(CheckedRow row, @Nullable String hindrance) {
        PairDoors open = row.accepted() ? doors.of(row.id()) : PairDoors.NONE;
        return PairView.of(row, stopped.contains(row.id()), open, doors.retired(row.id()), hindrance);
    }
}
