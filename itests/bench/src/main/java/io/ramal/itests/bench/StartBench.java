package io.ramal.itests.bench;

import static java.lang.System.out;

import io.ramal.itests.blackbox.Metrics;
import io.ramal.itests.blackbox.Postgres;
import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/** How long the server takes from its start until every port of every pair is open, and what it then holds in memory. */
final class StartBench {
    private static final double GOAL_SECONDS = 3;
    private static final double GOAL_MEGABYTES = 150;
    private static final Duration SETTLE = Duration.ofSeconds(10);

    /** Where the extensions come from. */
    private enum Source {
        IDLE("compatibility pair"),
        DATABASE("database"),
        FILE("file, database down");

        private final String label;

        Source(String label) {
            this.label = label;
        }
    }

    /**
     * One start.
     *
     * @param ports seconds from running bin/karaf to the last port taking a connection
     * @param ready seconds from running bin/karaf to 200 of {@code GET /ready} with all ports open
     * @param opening seconds from the rows being known to all ports open, by the times of the log; NaN when not said
     * @param resident MB in RAM after settling
     * @param heap MB of heap in use after settling
     * @param live MB of heap in use after a full collection
     */
    private record Start(double ports, double ready, double opening, double resident, double heap, double live) {}

    private final Server server;
    private final Postgres postgres;
    private final Table table;
    private final int pairs;
    private final int runs;
    private final Map<Source, List<Start>> starts = new EnumMap<>(Source.class);

    StartBench(Server server, Postgres postgres, Table table, int pairs, int runs) {
        this.server = server;
        this.postgres = postgres;
        this.table = table;
        this.pairs = pairs;
        this.runs = runs;
    }

    void run() throws Exception {
        table.fill(pairs, pairs);
        int listeners = table.allPorts().size();
        out.printf("%n== Start with %d pairs (%d listeners), %d times each ==%n", pairs, listeners, runs);
        out.println(
                "ports: bin/karaf to the last port taking a connection; ready: to GET /ready 200 with all ports open;");
        out.println("opening: from \"the extensions come from\" to \"N listen now\" in the log; RSS and heap: "
                + SETTLE.toSeconds() + " s later,");
        out.println("without a collection asked for; live: heap after jcmd GC.run");
        // the first start of an installation parses what later ones have ready; it is no measure of extensions
        server.env(Map.of());
        out.println("the very first start, left out of the medians:");
        start(Source.IDLE);
        out.println("measured:");
        for (int i = 0; i < runs; i++) {
            for (Source source : Source.values()) {
                starts.computeIfAbsent(source, s -> new ArrayList<>()).add(start(source));
            }
        }
        summary();
    }

    private Start start(Source source) throws Exception {
        prepare(source);
        Path log = server.home.resolve("logs/audiosocket.log");
        long before = Files.exists(log) ? Files.size(log) : 0;
        List<Integer> ports = source == Source.IDLE ? List.of(server.port, server.returnPort) : table.allPorts();
        int last = ports.get(ports.size() - 1);
        String load = Machine.load();
        long begin = System.nanoTime();
        server.start();
        server.await("port " + last, () -> Ports.open(last) ? true : null);
        double opened = since(begin);
        server.await("GET /ready", () -> server.get(server.apiPort, "/ready"));
        double ready = since(begin);
        List<Integer> shut = Ports.shut(ports);
        if (!shut.isEmpty()) {
            throw new IOException(shut.size() + " of " + ports.size() + " ports are not open: " + shut);
        }
        LockSupport.parkNanos(SETTLE.toNanos());
        double heap = heap();
        double resident = Machine.residentMegabytes(server.process().pid());
        Machine.collect(server.process().pid());
        Start start = new Start(opened, ready, opening(log, before), resident, heap, heap());
        server.stop();
        if (source == Source.FILE) {
            postgres.start();
        }
        out.printf(
                Locale.ROOT,
                "%-22s ports %5.2f s   ready %5.2f s   opening %s s   RSS %4.0f MB   heap %4.0f MB   live %5.1f MB"
                        + "   load average %s%n",
                source.label,
                start.ports,
                start.ready,
                Double.isNaN(start.opening) ? "   –" : String.format(Locale.ROOT, "%.2f", start.opening),
                start.resident,
                start.heap,
                start.live,
                load);
        return start;
    }

    private void prepare(Source source) throws IOException {
        switch (source) {
            case IDLE -> {
                server.env(Map.of());
                forget();
            }
            case DATABASE -> {
                server.env(postgres.variables());
                forget();
            }
            case FILE -> {
                server.env(postgres.variables());
                postgres.stop();
            }
        }
    }

    private void forget() throws IOException {
        Files.deleteIfExists(server.home.resolve("data/ramais_config.json"));
        Files.deleteIfExists(server.home.resolve("data/ramais_config.json.bak"));
    }

    private double heap() throws IOException, InterruptedException {
        return Metrics.of(server).value("jvm_memory_used_bytes{area=\"heap\"}") / (1024 * 1024);
    }

    private double opening(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        List<String> lines = new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8)
                .lines()
                .toList();
        LocalDateTime known = null;
        for (String line : lines) {
            if (line.contains("the extensions come from")) {
                known = time(line);
            } else if (known != null && line.contains(" " + pairs + " listen now")) {
                return Duration.between(known, time(line)).toMillis() / 1e3;
            }
        }
        return Double.NaN;
    }

    private static LocalDateTime time(String line) {
        return LocalDateTime.parse(line.substring(0, line.indexOf(' ')).replace(',', '.'));
    }

    private void summary() {
        double idle = median(Source.IDLE, Start::resident);
        double idleLive = median(Source.IDLE, Start::live);
        out.println("medians:");
        for (Source source : List.of(Source.DATABASE, Source.FILE)) {
            double more = median(source, Start::resident) - idle;
            double ready = median(source, Start::ready);
            out.printf(
                    Locale.ROOT,
                    "  %-20s ready %.2f s (%s %.0f s), %.2f s more than the compatibility pair; opening %.2f s%n",
                    source.label,
                    ready,
                    ready <= GOAL_SECONDS ? "within" : "MISSES",
                    GOAL_SECONDS,
                    ready - median(Source.IDLE, Start::ready),
                    median(source, Start::opening));
            out.printf(
                    Locale.ROOT,
                    "  %-20s %.0f MB of RSS more (%s %.0f MB), %.1f MB of it live heap%n",
                    "",
                    more,
                    more <= GOAL_MEGABYTES ? "within" : "MISSES",
                    GOAL_MEGABYTES,
                    median(source, Start::live) - idleLive);
        }
    }

    private double median(Source source, ToDoubleFunction<Start> figure) {
        return Figures.median(starts.get(source).stream().mapToDouble(figure).toArray());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
