package io.ramal.itests.bench;

import static java.lang.System.out;

import io.ramal.itests.blackbox.Metrics;
import io.ramal.itests.blackbox.Postgres;
import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/** Ten changes of a large table while calls are up: how soon they are there, and whether a call notices. */
final class RefreshBench {
    private static final double GOAL_SECONDS = 2;
    private static final int CALLS = 50;
    private static final int SECONDS = 8;

    // since the window's beginning, in ns: the server is asked for its counters at a distance from what is looked at
    private static final long BEFORE = 2_000_000_000L;
    private static final long ACT = 3_000_000_000L;
    private static final long AFTER = 6_000_000_000L;

    /** What happens in a window. */
    private enum Act {
        NOTHING("nothing"),
        POST("POST /api/refresh"),
        NOTIFY("NOTIFY");

        private final String label;

        Act(String label) {
            this.label = label;
        }
    }

    /**
     * What the server counted in a window.
     *
     * @param took seconds of the POST, or from the commit until a changed port and the API show it
     * @param late frames written more than 5 ms after their deadline
     * @param missed frames given up
     * @param collections of garbage
     * @param pauses their time in ms
     */
    private record Counted(double took, double late, double missed, double collections, double pauses) {}

    /** A window: what the server counted, and what the callers saw. */
    private record Window(Counted server, Calls.Window callers) {}

    private final Server server;
    private final Postgres postgres;
    private final Table table;
    private final int rows;
    private final int runs;
    private final Map<Act, List<Window>> windows = new EnumMap<>(Act.class);

    RefreshBench(Server server, Postgres postgres, Table table, int rows, int runs) {
        this.server = server;
        this.postgres = postgres;
        this.table = table;
        this.rows = rows;
        this.runs = runs;
    }

    void run() throws Exception {
        table.withoutTrigger();
        table.fill(rows, Math.min(500, rows / 20));
        List<Integer> ports = table.allPorts();
        out.printf(
                "%n== Refresh of %d rows (%d listeners) with %d changes (%d inserted, %d deleted, %d other port, %d other"
                        + " condominium), %d calls up ==%n",
                rows, ports.size(), Table.CHANGES, Table.INSERTED, Table.DELETED, Table.MOVED, Table.REASSIGNED, CALLS);
        server.env(postgres.variables());
        long begin = System.nanoTime();
        server.start();
        server.await("the last port", () -> Ports.open(ports.get(ports.size() - 1)) ? true : null);
        out.printf(
                Locale.ROOT,
                "bin/karaf to the last of %d ports taking a connection: %.2f s%n",
                ports.size(),
                since(begin));
        server.await("GET /ready", () -> server.get(server.apiPort, "/ready"));
        out.printf(
                "windows of %d s, calls placed anew %d s before each. By the server, from %d ms before to %d ms after the"
                        + " beginning of what happens:%n",
                SECONDS, Calls.WARM_UP, (ACT - BEFORE) / 1_000_000, (AFTER - ACT) / 1_000_000);
        out.println(
                "late: frames written > 5 ms after their deadline; missed: frames given up; GC: collections and their"
                        + " pauses.");
        out.println(
                "By the callers, the whole window: gaps between frames; own: the load generator's own worst lateness,"
                        + " a measure of what else the machine does");
        try (Calls calls =
                new Calls(server.home, table.first().port(), CALLS, (runs + 1) * Act.values().length, SECONDS)) {
            // the first of each kind meets code that is still compiled, as the first refresh of a server's life does
            out.println("first of each kind, left out of the summary:");
            for (Act act : Act.values()) {
                window(calls, act);
            }
            out.println("measured:");
            for (int i = 0; i < runs; i++) {
                for (Act act : Act.values()) {
                    windows.computeIfAbsent(act, a -> new ArrayList<>()).add(window(calls, act));
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "RSS of the server: %.0f MB%n",
                Machine.residentMegabytes(server.process().pid()));
        server.stop();
        summary();
    }

    private Window window(Calls calls, Act act) throws Exception {
        long from = calls.awaitWindow();
        if (act == Act.NOTIFY) {
            table.withTrigger();
        } else {
            table.withoutTrigger();
        }
        waitUntil(from + BEFORE);
        String load = Machine.load();
        Metrics before = Metrics.of(server);
        waitUntil(from + ACT);
        double took = act == Act.NOTHING ? 0 : act == Act.POST ? post() : told();
        waitUntil(from + AFTER);
        Metrics after = Metrics.of(server);
        Window window = new Window(
                new Counted(
                        took,
                        rise(before, after, "ramal_transport_frames_late_total"),
                        rise(before, after, "ramal_transport_frames_missed_total"),
                        after.pauses("count") - before.pauses("count"),
                        (after.pauses("sum") - before.pauses("sum")) * 1000),
                calls.awaitFigures());
        print(act, window, load);
        return window;
    }

    /** The refresh alone finds the changes; what it says of them is checked. */
    private double post() throws Exception {
        table.change();
        long begin = System.nanoTime();
        String answer = server.post("/api/refresh", "{}");
        double took = since(begin);
        for (String part : List.of(
                "\"removed\":" + Table.DELETED,
                "\"updated\":" + (Table.MOVED + Table.REASSIGNED),
                "\"added\":" + Table.INSERTED,
                "\"total_active\":" + rows)) {
            if (!answer.replace(" ", "").contains(part)) {
                throw new IOException("POST /api/refresh should have said " + part + ": " + answer);
            }
        }
        return took;
    }

    /**
     * The trigger tells. Connecting to the newest port costs the server nothing while it waits; then the API is asked, which
     * at this size is a weight of its own.
     */
    private double told() throws Exception {
        Table.Change change = table.change();
        server.await("the new port", () -> Ports.open(change.newest().port()) ? true : null);
        String target = "/api/asterisk/target?ramal=" + change.newest().number();
        server.await(target, () -> server.get(server.apiPort, target));
        return since(change.committed());
    }

    private static void print(Act act, Window w, String load) {
        out.printf(
                Locale.ROOT,
                "%-18s %s   late %4.0f missed %3.0f   GC %2.0f %6.1f ms   gap p50 %.2f p99 %.2f p99.9 %.2f max %.1f ms"
                        + "  lost %d of %d   own %.1f ms   load average %s%n",
                act.label,
                act == Act.NOTHING ? "       " : String.format(Locale.ROOT, "%5.3f s", w.server.took),
                w.server.late,
                w.server.missed,
                w.server.collections,
                w.server.pauses,
                w.callers.p50(),
                w.callers.p99(),
                w.callers.p999(),
                w.callers.max(),
                w.callers.lost(),
                w.callers.frames(),
                w.callers.ownLateness(),
                load);
    }

    private void summary() {
        out.println("summary (median / worst of " + runs + "):");
        for (Act act : Act.values()) {
            double took = max(act, w -> w.server.took);
            out.printf(
                    Locale.ROOT,
                    "  %-18s %s late %.0f / %.0f, missed %.0f / %.0f, GC pauses %.1f / %.1f ms, gap p99.9 %.2f / %.2f ms, max"
                            + " %.1f / %.1f ms%n",
                    act.label,
                    act == Act.NOTHING
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.3f / %.3f s (%s %.0f s),",
                                    median(act, w -> w.server.took),
                                    took,
                                    took <= GOAL_SECONDS ? "within" : "MISSES",
                                    GOAL_SECONDS),
                    median(act, w -> w.server.late),
                    max(act, w -> w.server.late),
                    median(act, w -> w.server.missed),
                    max(act, w -> w.server.missed),
                    median(act, w -> w.server.pauses),
                    max(act, w -> w.server.pauses),
                    median(act, w -> w.callers.p999()),
                    max(act, w -> w.callers.p999()),
                    median(act, w -> w.callers.max()),
                    max(act, w -> w.callers.max()));
        }
    }

    private double median(Act act, ToDoubleFunction<Window> figure) {
        return Figures.median(all(act, figure));
    }

    private double max(Act act, ToDoubleFunction<Window> figure) {
        return Figures.max(all(act, figure));
    }

    private double[] all(Act act, ToDoubleFunction<Window> figure) {
        return windows.get(act).stream().mapToDouble(figure).toArray();
    }

    private static double rise(Metrics before, Metrics after, String series) {
        return after.value(series) - before.value(series);
    }

    private static void waitUntil(long nanoTime) {
        for (long rest = nanoTime - System.nanoTime(); rest > 0; rest = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
