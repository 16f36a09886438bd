package io.ramal.itests.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds, by Linux.
 *
 * @param files open, sockets among them
 */
public record Remains(int sockets, int files, int threads) {
    private static final Pattern BUSY = Pattern.compile("\"(chamadas_ativas|leases)\":[1-9]");
    private static final Pattern LINES = Pattern.compile(
            "(?m)^ramal_(transport_lines|transport_strangers|calls_up|legs_up|provider_leases)(\\{.*})? (?!0\\.0$|0$).*$");

    /** What it holds now. */
    public static Remains of(Server server) throws IOException {
        Path process = Path.of("/proc/" + server.process().pid());
        List<Path> open;
        try (Stream<Path> fds = Files.list(process.resolve("fd"))) {
            open = fds.toList();
        }
        int sockets = 0;
        for (Path fd : open) {
            try {
                sockets += Files.readSymbolicLink(fd).toString().startsWith("socket:") ? 1 : 0;
            } catch (IOException e) {
                // closed meanwhile
            }
        }
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            return new Remains(sockets, open.size(), (int) tasks.count());
        }
    }

    /** Waits until no call, leg, connection and lease is left by the server's own account. */
    public static void awaitNothingUp(Server server) throws Exception {
        server.await("no call is up", () -> {
            String calls = server.get(server.apiPort, "/api/calls");
            return calls != null && calls.contains("\"total\":0") ? calls : null;
        });
        server.await("no leg, connection and lease is left", () -> {
            String metrics = server.get(server.apiPort, "/metrics");
            return metrics == null
                            || LINES.matcher(metrics).find()
                            || BUSY.matcher(server.awaitStatus()).find()
                    ? null
                    : metrics;
        });
    }

    /** Waits until no more sockets are open than before: connections take a moment to close. */
    public static Remains awaitSockets(Server server, Remains before) throws Exception {
        server.await("no more than " + before.sockets + " sockets are open", () -> {
            return of(server).sockets <= before.sockets ? before : null;
        });
        return of(server);
    }
}
