package io.ramal.itests.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The visit generator of the simulator as a process of its own: visitors, residents, and the manager interface of an Asterisk
 * that rings them. One round of visits after the other, all drawn from a seed.
 */
public final class VisitLoad implements AutoCloseable {
    private static final String PASSWORD = "load";
    private static final int ROUND_SECONDS = 110;

    private final Process process;
    private final BufferedReader output;
    private final int managerPort;

    /**
     * A visit as it went on the outside.
     *
     * @param allowed what a server may say of its outcome
     * @param permitted whether its resident has pressed the key for yes
     * @param over whether every leg and phone of it came to an end
     */
    public record Visit(String id, Set<String> allowed, boolean permitted, boolean over, String story) {}

    /**
     * @param faults what the server did wrong whatever the outcomes
     * @param figures lines for people
     */
    public record Round(List<Visit> visits, List<String> faults, List<String> figures) {}

    /**
     * Starts it and gives a server, not started yet, the apartments that are visited and the way to their phones.
     *
     * @param rounds visits of each round
     */
    public VisitLoad(Server server, List<Integer> rounds, int seed) throws IOException {
        Files.createDirectories(server.home.resolve("data"));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        TurnLoad.classpath(server.home),
                        "io.ramal.simulator.internal.load.VisitsMain",
                        "--port",
                        Integer.toString(server.port),
                        "--return-port",
                        Integer.toString(server.returnPort),
                        "--ami-password",
                        PASSWORD,
                        "--visits",
                        rounds.stream().map(String::valueOf).collect(Collectors.joining(",")),
                        "--seed",
                        Integer.toString(seed),
                        "--limit",
                        Integer.toString(ROUND_SECONDS),
                        "--directory",
                        server.home.resolve("data/apartamentos.json").toString()))
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = line();
        if (!ready.matches("ready \\d+")) {
            throw new IOException("the visit generator says: " + ready);
        }
        managerPort = Integer.parseInt(ready.substring("ready ".length()));
        server.set("io.ramal.dial.ami", "port", managerPort);
        server.set("io.ramal.dial.ami", "username", "ramal");
        server.set("io.ramal.dial.ami", ".password", PASSWORD);
    }

    /** Waits until a server that has been started can ring phones. */
    public void awaitConnected(Server server) throws Exception {
        server.await("residents can be rung", () -> {
            String status = server.awaitStatus();
            return status.matches("(?s).*\"id\":\"ami\"[^{}]*\"state\":\"ready\".*") ? status : null;
        });
    }

    /** Plays the next round to its end. */
    public Round round() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        List<Visit> visits = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<String> figures = new ArrayList<>();
        for (String line = line(); !line.equals("end"); line = line()) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "visit" ->
                    visits.add(new Visit(
                            fields[1],
                            Set.of(fields[2].split(",")),
                            fields[3].equals("permitted"),
                            fields[4].equals("over"),
                            fields[5]));
                case "fault" -> faults.add(fields[1] + ": " + fields[2]);
                default -> figures.add(line);
            }
        }
        return new Round(visits, faults, figures);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        output.close();
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the visit generator has ended");
        }
        return line;
    }
}
