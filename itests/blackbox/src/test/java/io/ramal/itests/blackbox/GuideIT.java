package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The guide for operators keeps its word: every {@code $ curl} line of docs/guia-de-implantacao.md is run as printed, in the
 * order of the guide and against one server with the guide's two rows, and answers with what is printed beneath it. Ports,
 * the id of the call and how that goes on are other ones.
 */
class GuideIT {
    private static final Path GUIDE = Path.of(System.getProperty("ramal.guide"));
    private static final Pattern KEY = Pattern.compile("\"(\\w+)\":");
    private static final Pattern OUTCOME = Pattern.compile("^\\{\"status\":\"(\\w+)\"");
    private static final Pattern SERIES = Pattern.compile("(?m)^ramal_\\w+(\\{[^}]*})?");
    private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:\\d+\\R?");
    private static final Pattern AFTER = Pattern.compile("(human|hangup)\\R?");
    private static final Pattern CALL =
            Pattern.compile("\\{\"id\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\",\"ramal\":\"1003\"");

    private static Postgres postgres;
    private static Server server;
    private static PlainCall call;
    private static String callId;

    /** A command of the guide and what the guide says it prints. */
    private record Printed(String command, String answer) {}

    @BeforeAll
    static void prepare() throws Exception {
        postgres = new Postgres(Path.of(System.getProperty("ramal.unpack"), "postgres-guide"));
        server = new Server("guide");
        postgres.insert("1001", "1002", "127.0.0.1", Server.lastingPort(), 10, Server.lastingPort());
        // as in the guide: the port of the API, so that it has to move
        postgres.insert("1003", "1004", "127.0.0.1", server.apiPort, 20, Server.lastingPort());
        server.env(postgres.variables());
        server.start();
        String target =
                server.await("extension 1003", () -> server.get(server.apiPort, "/api/asterisk/target?ramal=1003"));
        int port = Integer.parseInt(target.strip().substring(target.indexOf(':') + 1));
        server.await("ready", () -> server.get(server.apiPort, "/ready"));
        call = server.await("a call on 1003", () -> PlainCall.ifAccepted(port));
        callId = server.await("the call's id", () -> {
            String calls = server.get(server.apiPort, "/api/calls");
            Matcher m = CALL.matcher(calls == null ? "" : calls);
            return m.find() ? m.group(1) : null;
        });
    }

    @AfterAll
    static void end() throws Exception {
        if (call != null) {
            call.close();
        }
        server.close();
        postgres.close();
    }

    @TestFactory
    List<DynamicTest> theCurlLinesOfTheGuideAnswerAsPrinted() throws IOException {
        List<Printed> all = printed(Files.readAllLines(GUIDE));
        assertThat(all).as("curl lines in %s", GUIDE).hasSizeGreaterThan(10);
        return all.stream()
                .map(p -> DynamicTest.dynamicTest(p.command(), () -> check(p)))
                .toList();
    }

    private static void check(Printed printed) throws IOException, InterruptedException {
        String answer = run(printed.command()
                .replace(":8082", ":" + server.apiPort)
                .replaceAll("(\"call_id\":)\"[^\"]*\"", "$1\"" + callId + "\"")
                .replaceAll("(?<=after\\?call=)[0-9a-f-]+", callId));
        Matcher outcome = OUTCOME.matcher(printed.answer());
        if (outcome.find()) {
            assertThat(answer).startsWith("{\"status\":\"" + outcome.group(1) + "\"");
        }
        assertThat(found(KEY, answer)).containsAll(found(KEY, printed.answer()));
        assertThat(found(SERIES, answer)).containsAll(found(SERIES, printed.answer()));
        if (TARGET.matcher(printed.answer()).matches()) {
            assertThat(answer).matches(TARGET);
        }
        if (AFTER.matcher(printed.answer()).matches()) {
            assertThat(answer).matches(AFTER);
        }
    }

    /** What {@code curl} prints; its progress goes elsewhere. */
    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        shell.getOutputStream().close();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(command).isZero();
        return answer;
    }

    private static List<Printed> printed(List<String> lines) {
        List<Printed> all = new ArrayList<>();
        String command = null;
        StringBuilder answer = new StringBuilder();
        for (String line : lines) {
            boolean ends = line.startsWith("```") || line.startsWith("$ ") || line.startsWith("# ");
            if (ends && command != null) {
                all.add(new Printed(command, answer.toString()));
                command = null;
            }
            if (line.startsWith("$ curl ")) {
                command = line.substring(2);
                answer.setLength(0);
            } else if (command != null) {
                answer.append(line).append('\n');
            }
        }
        return all;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(r -> r.group()).distinct().toList();
    }
}
