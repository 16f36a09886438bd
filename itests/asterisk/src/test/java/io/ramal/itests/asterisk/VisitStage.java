package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a visit needs: our distribution, an Asterisk with the files it prints, an intercom at the gate, the phone of a
 * resident and that of the gatehouse.
 */
final class VisitStage implements AutoCloseable {
    static final Duration SENTENCES = Duration.ofSeconds(30);
    /** What opens the gate. */
    static final String GATE = "*9";

    private static final String DIRECTORY = """
            [{"apartment_number":"501","residents":["Ana Souza"],"voip_number":"501","condominium_id":0},
             {"apartment_number":"102","residents":["Ana Souza"],"voip_number":"501","condominium_id":0}]
            """;

    final Server server;
    final Asterisk asterisk;
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
            server.set("io.ramal.visit", "resident.ring.ms", 5000);
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

    /** Presses each of these after the agent's next question. */
    static void answerByKeys(RtpStream media, String... keys) throws InterruptedException {
        int mark = media.heardLength() == 0 ? 0 : media.heardLength() - 1;
        for (String pressed : keys) {
            awaitQuestion(media, mark);
            mark = media.heardLength();
            media.press(pressed);
        }
    }

    /** The story of the newest call, as an operator reads it. */
    String story() throws Exception {
        String id = Arrays.stream(server.shell("ramal:calls --recent").split("\n"))
                .filter(l -> l.matches("[0-9a-f]{8} .*"))
                .map(l -> l.substring(0, 8))
                .findFirst()
                .orElseThrow();
        return server.shell("ramal:calls " + id);
    }

    /** No channel in Asterisk; no call, leg or lease in Ramal. */
    void awaitNothingLeft() throws Exception {
        asterisk.awaitNoChannel(Server.PATIENCE);
        server.await("no call in Ramal", () -> {
            String calls = server.get(server.apiPort, "/api/calls");
            return calls != null && calls.contains("\"total\":0") ? calls : null;
        });
        server.await("no leg and no lease in Ramal", () -> {
            String status = server.awaitStatus();
            return Pattern.compile("\"(chamadas_ativas|leases)\":[1-9]")
                            .matcher(status)
                            .find()
                    ? null
                    : status;
        });
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
