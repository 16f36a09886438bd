package io.ramal.itests.bench;

import static java.lang.System.out;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.itests.blackbox.Metrics;
import io.ramal.itests.blackbox.Server;
import io.ramal.itests.blackbox.TurnLoad;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a turn takes, stage by stage, and what a call costs, by who speaks: {@code ./run bench providers [N...]}. Azure's service
 * is played on this machine, by the process of the benchmark, so that its figures are those of the SDK and of Ramal; the
 * network and the service itself come on top.
 */
public final class ProvidersBench {
    private static final List<Integer> CALLS = List.of(1, 20, 50);
    private static final int TURNS = 6;
    /** Quiet after which the callers take the agent to have ended, ms. */
    private static final int PAUSE_MS = 800;

    private static final List<String> STAGES = List.of("endpointing", "stt", "ai", "tts", "playout");

    private final Server server;

    private ProvidersBench(Server server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        List<Integer> calls = new ArrayList<>();
        try {
            for (String arg : args) {
                calls.add(Integer.parseInt(arg));
            }
        } catch (NumberFormatException e) {
            System.err.println("bench providers: give numbers of calls, or nothing");
            System.exit(2);
        }
        out.printf(
                "%d processors, Java %s, load average %s; %d turns a call; times in ms, means by stage%n",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), Machine.load(), TURNS);
        try (AzureEmulator azure = AzureEmulator.start();
                Server server = new Server("server")) {
            // by turns, so that every answer has learned something and no dialogue is handed over
            azure.scenario("text=uma visita|uma entrega");
            server.set("io.ramal.speech.azure", "host", azure.uri());
            server.set("io.ramal.speech.azure", ".key", "played");
            server.set("io.ramal.doorman", "asks.max", 10);
            server.start();
            ProvidersBench bench = new ProvidersBench(server);
            server.await("Azure", () -> {
                String all = server.get(server.apiPort, "/api/providers");
                return all != null && all.contains("\"id\":\"azure\"") ? all : null;
            });
            for (String voice : List.of("azure", "espeak")) {
                bench.path(voice, calls.isEmpty() ? CALLS : calls);
            }
            server.stop();
        }
        System.exit(0);
    }

    private void path(String voice, List<Integer> numbers) throws Exception {
        choose(voice);
        out.printf("%n== Azure hears, rules think, %s speaks ==%n", voice);
        // the first round meets a JVM that still compiles
        TurnLoad.talk(server, 1, TURNS, PAUSE_MS);
        for (int calls : numbers) {
            Metrics before = Metrics.of(server);
            long pid = server.process().pid();
            double idle = Machine.residentMegabytes(pid);
            double idleHelpers = Machine.helpersMegabytes(pid);
            Map<String, Double> noticed = TurnLoad.talk(server, calls, TURNS, PAUSE_MS);
            Metrics after = Metrics.of(server);
            double busy = Machine.residentMegabytes(pid);
            double busyHelpers = Machine.helpersMegabytes(pid);
            double turns = grown(before, after, "ramal_turn_response_seconds_count");
            StringBuilder stages = new StringBuilder();
            for (String stage : STAGES) {
                String labels = "{stage=\"" + stage + "\"}";
                double seconds = grown(before, after, "ramal_turn_stage_seconds_sum" + labels);
                stages.append(String.format(Locale.ROOT, "   %s %.0f", stage, turns == 0 ? 0 : seconds / turns * 1000));
            }
            out.printf(Locale.ROOT, "  %3d calls    turns %.0f%s%n", calls, turns, stages);
            out.printf(
                    Locale.ROOT,
                    "               answer after the threshold p50 %.0f   p99 %.0f   unanswered %.0f%n"
                            + "               server: CPU %.1f ms a call-second   memory %.0f -> %.0f MB"
                            + "   helpers: CPU %.1f ms a call-second   memory %.0f -> %.0f MB%n",
                    noticed.getOrDefault("answer.p50", 0.0),
                    noticed.getOrDefault("answer.p99", 0.0),
                    noticed.getOrDefault("turns.unanswered", 0.0),
                    noticed.getOrDefault("cpu.serverMsPerCallSecond", 0.0),
                    idle,
                    busy,
                    noticed.getOrDefault("cpu.helpersMsPerCallSecond", 0.0),
                    idleHelpers,
                    busyHelpers);
            out.printf(
                    Locale.ROOT,
                    "               frame gaps p99 %.1f   max %.1f   over 40 ms %.0f   lost %.0f%n",
                    noticed.getOrDefault("gap.p99", 0.0),
                    noticed.getOrDefault("gap.max", 0.0),
                    noticed.getOrDefault("gap.over40ms", 0.0),
                    noticed.getOrDefault("frames.lost", 0.0));
        }
    }

    private void choose(String voice) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort + "/api/providers/use"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"extension\":\"all\",\"tts\":\"" + voice + "\",\"stt\":\"azure\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("choosing " + voice + ": " + answer.body());
        }
    }

    private static double grown(Metrics before, Metrics after, String series) {
        return after.value(series) - before.value(series);
    }
}
