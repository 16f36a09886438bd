package io.ramal.itests.bench;

import io.ramal.itests.blackbox.TurnLoad;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator of the simulator as a process of its own: some calls at once, again and again, each time for a window in
 * which the gaps between their frames are measured. One process for all windows, so that only the first meets a JVM that is
 * still compiling.
 */
final class Calls implements AutoCloseable {
    /** Seconds after a window's calls are up before anything is measured. */
    static final int WARM_UP = 3;

    private static final int RAMP = 200;

    private final int calls;
    private final Process process;
    private final BufferedReader output;

    /** Figures of one window; gaps in ms. */
    record Window(
            double p50, double p99, double p999, double max, long frames, long late, long lost, double ownLateness) {}

    Calls(Path server, int port, int calls, int windows, int seconds) throws IOException {
        this.calls = calls;
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        TurnLoad.classpath(server),
                        "io.ramal.simulator.internal.load.LoadMain",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--calls",
                        String.join(",", Collections.nCopies(windows, Integer.toString(calls))),
                        "--seconds",
                        Integer.toString(seconds),
                        "--warmup",
                        Integer.toString(WARM_UP),
                        "--ramp",
                        Integer.toString(RAMP)))
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits until the next window's calls are being placed; when measuring begins, in {@link System#nanoTime}. */
    long awaitWindow() throws IOException {
        await("\\d+ calls? to .*");
        return System.nanoTime() + (WARM_UP * 1000L + calls * 1000L / RAMP) * 1_000_000L;
    }

    /** Waits for the end of a window. */
    Window awaitFigures() throws IOException {
        Matcher gap = await("  gap .*p50 (\\S+) .*p99 (\\S+) .*p999 (\\S+) .*max (\\S+).*");
        Matcher frames = await("  frames .*received (\\d+) .*late (\\d+) .*lost (\\d+).*");
        Matcher lateness = await("  lateness .*max (\\S+).*");
        return new Window(
                Double.parseDouble(gap.group(1)),
                Double.parseDouble(gap.group(2)),
                Double.parseDouble(gap.group(3)),
                Double.parseDouble(gap.group(4)),
                Long.parseLong(frames.group(1)),
                Long.parseLong(frames.group(2)),
                Long.parseLong(frames.group(3)),
                Double.parseDouble(lateness.group(1)));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        output.close();
    }

    private Matcher await(String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        List<String> others = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher m = wanted.matcher(line);
            if (m.matches()) {
                return m;
            }
            others.add(line);
        }
        throw new IOException("the load generator has ended: " + String.join("\n", others));
    }
}
