package io.ramal.itests.bench;

import static java.lang.System.out;

import io.ramal.itests.blackbox.Postgres;
import io.ramal.itests.blackbox.Server;
import java.nio.file.Path;
import java.util.List;

/**
 * The benchmark of many extensions: {@code ./run bench extensions [start] [refresh]}. Environment: {@code BENCH_PAIRS} (1000)
 * and {@code BENCH_ROWS} (10000) are the sizes, {@code BENCH_RUNS} (3 starts, 5 refreshes) the repetitions.
 */
public final class ExtensionsBench {
    /** Files and sockets besides the listeners: jars, calls, connections of the database and the API. */
    private static final int OTHER_FILES = 1500;

    private static final int SPARE_PORTS = 200;

    private ExtensionsBench() {}

    public static void main(String[] args) throws Exception {
        List<String> parts = args.length == 0 ? List.of("start", "refresh") : List.of(args);
        if (!List.of("start", "refresh").containsAll(parts)) {
            System.err.println("bench extensions: give start, refresh, or nothing for both");
            System.exit(2);
        }
        int pairs = number("BENCH_PAIRS", 1000);
        int rows = rows(number("BENCH_ROWS", 10_000));
        out.printf(
                "%d processors, Java %s, load average %s, at most %d open files%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Machine.load(),
                Machine.openFiles());
        out.println("Starting PostgreSQL ...");
        Path unpack = Path.of(System.getProperty("ramal.unpack"));
        try (Postgres postgres = new Postgres(unpack.resolve("postgres"));
                Server server = new Server("server")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "bench-end"));
            Table table = new Table(postgres, new Ports(2 * pairs + rows + rows / 20 + SPARE_PORTS));
            if (parts.contains("start")) {
                new StartBench(server, postgres, table, pairs, number("BENCH_RUNS", 3)).run();
            }
            if (parts.contains("refresh")) {
                new RefreshBench(server, postgres, table, rows, number("BENCH_RUNS", 5)).run();
            }
        }
    }

    private static int rows(int wanted) throws Exception {
        long listeners = Machine.openFiles() - OTHER_FILES;
        if (wanted + wanted / 20 <= listeners) {
            return wanted;
        }
        int rows = (int) (listeners * 20 / 21);
        out.printf(
                "%d rows instead of %d: more listeners do not fit into %d open files (ulimit -Hn)%n",
                rows, wanted, Machine.openFiles());
        return rows;
    }

    /** Whoever breaks off the benchmark shall not find its server running. */
    private static void end(Server server) {
        try {
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
    }
}
