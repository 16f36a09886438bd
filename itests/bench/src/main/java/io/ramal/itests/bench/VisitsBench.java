package io.ramal.itests.bench;

import static java.lang.System.out;

import io.ramal.itests.blackbox.Metrics;
import io.ramal.itests.blackbox.Remains;
import io.ramal.itests.blackbox.Server;
import io.ramal.itests.blackbox.VisitJudge;
import io.ramal.itests.blackbox.VisitLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Many visits at once, with legs that are lost by chance of a seed: {@code ./run bench visits [N] [--seed S]}. A first round
 * meets a JVM that still compiles, a second one is measured; of both everything is judged. Ends with 1 when a visit came to
 * an outcome it must not come to, or something was left behind.
 */
public final class VisitsBench {
    private static final int VISITS = 100;
    private static final int SEED = 1;
    /** Pools grow with what they are asked at once. */
    private static final int POOL_THREADS = 8;

    private static final Duration COUNTED = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1024 * 1024;

    private final Server server;
    private final VisitLoad load;
    private final List<String> violations = new ArrayList<>();

    /** What the server holds after a full collection, in MB of heap, and by Linux. */
    private record Rest(Remains remains, double heap) {}

    private VisitsBench(Server server, VisitLoad load) {
        this.server = server;
        this.load = load;
    }

    public static void main(String[] args) throws Exception {
        int visits = VISITS;
        int seed = SEED;
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--seed")) {
                    seed = Integer.parseInt(args[++i]);
                } else {
                    visits = Integer.parseInt(args[i]);
                }
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            System.err.println("bench visits: give the number of visits, and --seed with a number, or nothing");
            System.exit(2);
        }
        out.printf(
                "%d processors, Java %s, load average %s; %d visits at once, seed %d for the first round, %d for the second%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Machine.load(),
                visits,
                seed,
                seed + 1);
        try (Server server = new Server("server");
                VisitLoad load = new VisitLoad(server, List.of(visits, visits), seed)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, load), "bench-end"));
            // all of them are looked at afterwards
            server.set("io.ramal.visit", "calls.recent.max", 2 * visits);
            server.start();
            load.awaitConnected(server);
            List<String> violations = new VisitsBench(server, load).run();
            out.printf("%n%s%n", violations.isEmpty() ? "PASSED" : "FAILED");
            violations.forEach(v -> out.println("  " + v));
            System.exit(violations.isEmpty() ? 0 : 1);
        }
    }

    private List<String> run() throws Exception {
        // the first command of a server's life makes keys and loads classes
        server.shell("ramal:calls");
        Rest idle = rest();
        Rest first = round("first round: the server still compiles", idle);
        Rest second = round("second round: measured", idle);
        out.println("\n== left behind, after a full collection each ==");
        print("before any visit", idle);
        print("after the first round", first);
        print("after the second round", second);
        if (second.remains.threads() > first.remains.threads() + POOL_THREADS) {
            violations.add("threads grow from round to round");
        }
        return violations;
    }

    private Rest round(String name, Rest idle) throws Exception {
        out.printf("%n== %s; load average %s ==%n", name, Machine.load());
        Metrics before = Metrics.of(server);
        long begin = System.nanoTime();
        VisitLoad.Round round = load.round();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Metrics after = Metrics.of(server);
        Remains.awaitNothingUp(server);
        VisitJudge judge = VisitJudge.of(server, round);
        out.println("by the callers; gaps and lateness (the generator's own) in ms:");
        round.figures().forEach(out::println);
        out.println("by the server:");
        out.println("  outcomes     " + judge.counts(round));
        server(before, after, seconds);
        expect(before, round.visits().size());
        violations.addAll(judge.violations());
        out.printf("  violations   %d%n", judge.violations().size());
        if (round.figures().stream().noneMatch(f -> f.contains("channelsLeft 0"))) {
            violations.add("a channel is left at the manager interface");
        }
        Remains.awaitSockets(server, idle.remains);
        return rest();
    }

    private static void server(Metrics before, Metrics after, double seconds) {
        double frames = grown(before, after, "ramal_transport_frames_total{direction=\"out\"}");
        double late = grown(before, after, "ramal_transport_frames_late_total");
        out.printf(
                Locale.ROOT,
                "  frames       written %.0f   late (> 5 ms) %.0f (%.4f %%)   missed %.0f   unsent %.0f%n",
                frames,
                late,
                frames == 0 ? 0 : late / frames * 100,
                grown(before, after, "ramal_transport_frames_missed_total"),
                grown(before, after, "ramal_transport_frames_unsent_total"));
        out.printf(
                Locale.ROOT,
                "  processor    %.0f %% of one core over %.1f s   %.2f ms per leg and second   collections %.0f, %.0f ms%n",
                grown(before, after, "process_cpu_seconds_total") / seconds * 100,
                seconds,
                grown(before, after, "process_cpu_seconds_total") * 1000 / (frames / 50),
                after.pauses("count") - before.pauses("count"),
                (after.pauses("sum") - before.pauses("sum")) * 1000);
        out.printf(
                Locale.ROOT,
                "  residents    rung %.0f   let in %.0f   turned away %.0f   dropped %.0f%n",
                grown(before, after, "ramal_dial_attempts_total"),
                grown(before, after, "ramal_residents_joined_total"),
                grown(before, after, "ramal_calls_refused_total"),
                grown(before, after, "ramal_drops_total"));
    }

    /** Every visit that the server took in is over by its own count, which it keeps a little behind. */
    private void expect(Metrics before, int visits) throws IOException, InterruptedException {
        long end = System.nanoTime() + COUNTED.toNanos();
        double taken;
        double over;
        do {
            LockSupport.parkNanos(COUNTED.toNanos() / 100);
            Metrics now = Metrics.of(server);
            taken = grown(before, now, "ramal_calls_total");
            over = grown(before, now, "ramal_visits_total");
        } while (taken != over && System.nanoTime() - end < 0);
        out.printf(Locale.ROOT, "  visits       taken in %.0f of %d   over %.0f%n", taken, visits, over);
        if (taken != over) {
            violations.add("the server counts " + taken + " visits taken in and " + over + " over");
        }
    }

    private Rest rest() throws IOException, InterruptedException {
        Machine.collect(server.process().pid());
        double heap = Metrics.of(server).value("jvm_memory_used_bytes{area=\"heap\"}") / MEGABYTE;
        return new Rest(Remains.of(server), heap);
    }

    private void print(String when, Rest rest) throws IOException {
        out.printf(
                Locale.ROOT,
                "  %-24s threads %d   sockets %d   open files %d   live heap %.1f MB%n",
                when,
                rest.remains.threads(),
                rest.remains.sockets(),
                rest.remains.files(),
                rest.heap);
    }

    private static double grown(Metrics before, Metrics after, String series) {
        return after.value(series) - before.value(series);
    }

    /** Whoever breaks off the benchmark shall find neither its server nor its callers running. */
    private static void end(Server server, VisitLoad load) {
        try {
            load.close();
            server.close();
        } catch (IOException e) {
            // its process is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
