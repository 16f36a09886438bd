package io.ramal.itests.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Callers who take turns with the agent, and interrupt it, until they are told that it is enough: the simulator's load
 * generator as a process of its own, so that no pause of the server's is one of theirs.
 */
final class TalkingCalls implements AutoCloseable {
    private static final Pattern FIGURE = Pattern.compile("\"([^\"]+)\":(-?[0-9.]+)");
    /** After the last turn of all; answers may take their time. */
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path figures;

    /** @param home the distribution, whose bundles hold the generator */
    TalkingCalls(Path home, Path folder, int port, int calls) throws IOException {
        figures = folder.resolve("figures.json");
        process = new ProcessBuilder(List.of(
                        // callers are on other machines: they may not hold up the server
                        "nice",
                        "-n",
                        "10",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classpath(home.resolve("system")),
                        "io.ramal.simulator.internal.load.LoadMain",
                        "--port",
                        Integer.toString(port),
                        "--calls",
                        Integer.toString(calls),
                        "--ramp",
                        "10",
                        "--turns",
                        "1000",
                        "--barge-in",
                        "--until-end",
                        "--json",
                        figures.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("calls.txt").toFile())
                .start();
    }

    boolean up() {
        return process.isAlive();
    }

    /** Lets every caller end the turn it is in, and tells what they have noticed; times in ms. */
    Map<String, Double> end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the callers do not come to an end");
        }
        Map<String, Double> all = new HashMap<>();
        Matcher m = FIGURE.matcher(Files.readString(figures));
        while (m.find()) {
            all.put(m.group(1), Double.valueOf(m.group(2)));
        }
        return all;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String classpath(Path system) throws IOException {
        StringBuilder jars = new StringBuilder();
        for (String folder : List.of(
                "io/ramal/io.ramal.api",
                "io/ramal/io.ramal.dsp",
                "io/ramal/io.ramal.simulator",
                "org/hdrhistogram",
                "org/ops4j/pax/logging/pax-logging-api")) {
            try (Stream<Path> files = Files.walk(system.resolve(folder))) {
                jars.append(files.map(Path::toString)
                        .filter(f -> f.endsWith(".jar"))
                        .collect(Collectors.joining(":", "", ":")));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return jars.toString();
    }
}
