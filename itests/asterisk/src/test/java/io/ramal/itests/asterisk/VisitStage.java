package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that a visit needs: our distribution, an Asterisk with the files it prints, an intercom at the gate, the phone of a
 * resident and that of the gatehouse.
 */
final class VisitStage implements AutoCloseable {
    static final Duration SENTENCES = Duration.ofSeconds(30);
    /** How long a resident's phone rings: longer than anybody may be left in silence. */
    static final Duration RING = Duration.ofSeconds(9);
    /** The longest a visitor may hear nothing while the resident is rung. */
    static final int LONGEST_QUIET_MS = 8000;
    /** What opens the gate. */
    static final String GATE = "*9";

    private static final String DIRECTORY = """
            [{"apartment_number":"501","residents":["Ana Souza"],"voip_number":"501","condominium_id":0},
             {"apartment_number":"102","residents":["Ana Souza"],"voip_number":"501","condominium_id":0}]
            """;

    final Server server;
    final Asterisk asterisk;
    /** Threads that a pool of fixed size may yet start. */
    private static final int POOL = 4;

    private static final Pattern UP = Pattern.compile(
            "(?m)^ramal_(calls_up|legs_up|extension_legs|provider_leases|transport_lines)(\\{.*})? (?!0(\\.0)?$)");
    private static final Pattern AUDITED =
            Pattern.compile("\"type\":\"(\\w+)\".*\"(?:decision|gate|outcome)\":\"(\\w+)\"");

    private final Map<String, Integer> threads = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /** What a test sets before the server is started. */
    @FunctionalInterface
    interface Settings {
        void apply(Server server) throws IOException;
    }

    VisitStage(String name, Settings settings) throws Exception {
        Asterisk.assumePossible();
        server = new Server(name);
        try {
            Files.createDirectories(server.home.resolve("data"));
            Files.writeString(server.home.resolve("data/apartamentos.json"), DIRECTORY);
            server.set("io.ramal.visit", "resident.attempts", 1);
            server.set("io.ramal.visit", "resident.ring.ms", RING.toMillis());
            settings.apply(server);
            server.start();
            for (String file : new String[] {"extensions", "pjsip", "manager"}) {
                files.put(
                        file,
                        server.await(
                                "the target of 1000 in " + file,
                                () -> server.get(server.apiPort, "/api/asterisk/target?ramal=1000") == null
                                        ? null
                                        : server.get(server.apiPort, "/api/asterisk/config?file=" + file)));
            }
            asterisk = new Asterisk(name, server.port, Asterisk.folder(files));
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
        ringByManager();
    }

    /** The intercom, which dials AI numbers. */
    SipPhone intercom() throws IOException {
        return new SipPhone(asterisk.sipPort, "interfone-1000", password("interfone-1000"));
    }

    /** The phone of both apartments. */
    CalledPhone resident() throws IOException {
        return CalledPhone.ringing(asterisk.sipPort, "501", password("501"));
    }

    CalledPhone residentTurningDown(String status) throws IOException {
        return CalledPhone.turningDown(asterisk.sipPort, "501", password("501"), status);
    }

    CalledPhone guard() throws IOException {
        return CalledPhone.ringing(asterisk.sipPort, "guarita", password("guarita"));
    }

    /** The agent has said something after {@code mark} and waits. */
    static void awaitQuestion(RtpStream media, int mark) throws InterruptedException {
        assertThat(media.await(h -> Sound.spokeAndIsQuiet(h, mark, 0.8), SENTENCES))
                .as("the agent asks")
                .isTrue();
    }

    /** Presses keys as soon as the agent says something, as those do who know the way; it is interrupted by them. */
    static void press(RtpStream media, String keys) throws InterruptedException {
        int mark = Math.max(0, media.heardLength() - 1);
        assertThat(media.await(h -> Sound.onset(h, mark) >= 0, SENTENCES))
                .as("the agent speaks")
                .isTrue();
        media.press(keys);
    }

    /** The UUID of the only visit that is up. */
    String visit() throws Exception {
        return server.await("a visit that is up", () -> {
            String calls = server.get(server.apiPort, "/api/calls");
            Matcher m = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(calls == null ? "" : calls);
            return m.find() ? m.group(1) : null;
        });
    }

    /** What the audit says of a visit once it is complete: {@code decision authorised, gate opened}. */
    void awaitAudit(String visit, String expected) throws Exception {
        server.await("audit of " + visit + ": " + expected, () -> audit(visit).equals(expected) ? expected : null);
    }

    /** What the dialplan is told about the visitor of a visit that is over: {@code human} or {@code hangup}. */
    String after(String visit) throws Exception {
        return String.valueOf(server.get(server.apiPort, "/api/asterisk/after?call=" + visit))
                .strip();
    }

    /** The story of a call, as an operator reads it. */
    String story(String visit) throws Exception {
        return server.shell("ramal:calls " + visit.substring(0, 8));
    }

    /** No channel in Asterisk; no call, leg, line, lease or thread in Ramal. */
    void awaitNothingLeft() throws Exception {
        asterisk.awaitNoChannel(Server.PATIENCE);
        server.await("no call in Ramal", () -> {
            String calls = server.get(server.apiPort, "/api/calls");
            return calls != null && calls.contains("\"total\":0") ? calls : null;
        });
        server.await("no leg, no line and no lease in Ramal", () -> {
            String metrics = server.get(server.apiPort, "/metrics");
            return metrics == null
                            || !metrics.contains("ramal_legs_up")
                            || UP.matcher(metrics).find()
                    ? null
                    : metrics;
        });
        server.await("no thread more than before", () -> {
            Map<String, Integer> now = threads();
            if (threads.isEmpty()) {
                threads.putAll(now);
            }
            return now.entrySet().stream()
                            .allMatch(e -> threads.containsKey(e.getKey())
                                    && e.getValue() <= Math.max(POOL, threads.get(e.getKey())))
                    ? now
                    : null;
        });
    }

    /** Ramal's threads by name without number, and how many there are of each. */
    private Map<String, Integer> threads() throws IOException, InterruptedException {
        ProcessHandle launcher = server.process().toHandle();
        long java = Stream.concat(Stream.of(launcher), launcher.children())
                .filter(p -> p.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process dump = new ProcessBuilder(jcmd.toString(), Long.toString(java), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dump.waitFor()).as(text).isZero();
        Map<String, Integer> found = new TreeMap<>();
        Matcher m = Pattern.compile("(?m)^\"(ramal-[^\"]*?)[-0-9]*\"").matcher(text);
        while (m.find()) {
            found.merge(m.group(1), 1, Integer::sum);
        }
        return found;
    }

    private String audit(String visit) throws IOException {
        Path folder = server.home.resolve("data/audit");
        if (!Files.exists(folder)) {
            return "";
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher m = AUDITED.matcher(line);
                    if (line.contains(visit) && m.find()) {
                        found.add(m.group(1) + " " + m.group(2));
                    }
                }
            }
        }
        return String.join(", ", found);
    }

    @Override
    public void close() throws Exception {
        asterisk.close();
        server.close();
    }

    /** Live, as an operator would after having seen the secret printed. */
    private void ringByManager() throws Exception {
        String secret = find("manager", "(?m)^secret = (\\S+)$");
        Files.writeString(
                server.home.resolve("etc/io.ramal.dial.ami.cfg"),
                String.join(
                        "\n",
                        "host = 127.0.0.1",
                        "port = " + asterisk.amiPort,
                        "username = ramal",
                        ".password = " + secret,
                        ".gate.code = " + GATE,
                        ""));
        server.await("residents can be rung", () -> {
            String status = server.awaitStatus();
            return status.matches("(?s).*\"id\":\"ami\"[^{}]*\"state\":\"ready\".*") ? status : null;
        });
    }

    private String password(String account) {
        return find("pjsip", "(?m)^username = " + account + "\\npassword = (\\S+)$");
    }

    private String find(String file, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(files.get(file));
        assertThat(m.find()).as(pattern + " in what is printed of " + file).isTrue();
        return m.group(1);
    }
}
