package io.ramal.itests.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Callers who take turns with the agent: the simulator's load generator as a process of its own. */
public final class TurnLoad {
    /** Silence that ends a turn, as the server has it unless told otherwise. */
    private static final int THRESHOLD_MS = 1500;

    private static final Pattern FIGURE = Pattern.compile("\"([^\"]+)\":(-?[0-9.]+)");

    private TurnLoad() {}

    /**
     * Plays some calls at once to their end.
     *
     * @param pauseMillis quiet after which the agent is taken to have ended
     * @return what their callers have noticed, by the names of the generator's JSON; times in ms
     */
    public static Map<String, Double> talk(Server server, int calls, int turns, int pauseMillis)
            throws IOException, InterruptedException {
        Path figures = server.home.resolveSibling("figures.json");
        Path output = server.home.resolveSibling("calls.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classpath(server.home),
                        "io.ramal.simulator.internal.load.LoadMain",
                        "--port",
                        Integer.toString(server.port),
                        "--calls",
                        Integer.toString(calls),
                        "--ramp",
                        "10",
                        "--turns",
                        Integer.toString(turns),
                        "--threshold-ms",
                        Integer.toString(THRESHOLD_MS),
                        "--pause-ms",
                        Integer.toString(pauseMillis),
                        "--pid",
                        Long.toString(server.process().pid()),
                        "--json",
                        figures.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the callers failed: " + Files.readString(output));
        }
        Map<String, Double> all = new HashMap<>();
        Matcher m = FIGURE.matcher(Files.readString(figures));
        while (m.find()) {
            all.put(m.group(1), Double.valueOf(m.group(2)));
        }
        return all;
    }

    /** The generator's class path, out of a distribution. */
    public static String classpath(Path home) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String folder : List.of(
                "io/ramal/io.ramal.api",
                "io/ramal/io.ramal.dsp",
                "io/ramal/io.ramal.simulator",
                "org/hdrhistogram",
                "org/ops4j/pax/logging/pax-logging-api")) {
            try (Stream<Path> files = Files.walk(home.resolve("system").resolve(folder))) {
                files.map(Path::toString).filter(f -> f.endsWith(".jar")).forEach(jars::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return String.join(":", jars);
    }
}
