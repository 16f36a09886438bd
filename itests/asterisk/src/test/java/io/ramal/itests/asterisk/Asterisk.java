package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A private Asterisk for the time of a test class; {@code asterisk.sh} does the work. */
final class Asterisk implements AutoCloseable {
    private static final int CANNOT = 3;
    private static final Path HERE = Path.of(System.getProperty("ramal.asterisk"));

    private static final Path SHIPPED = HERE.resolve("../../config/asterisk/extensions_ramal.conf");

    final int sipPort = freeUdpPort();
    private final String name;

    /** Unpacks it where that has not been done and starts it; its dialplan sends calls to {@code audioSocketPort}. */
    Asterisk(String name, int audioSocketPort) throws IOException, InterruptedException {
        this(name, audioSocketPort, SHIPPED);
    }

    /** The same with a dialplan of its own in place of the shipped one. */
    Asterisk(String name, int audioSocketPort, Path dialplan) throws IOException, InterruptedException {
        this.name = name;
        run("asterisk.sh", Map.of(), "unpack");
        run(
                "asterisk.sh",
                Map.of(
                        "SIP_PORT",
                        String.valueOf(sipPort),
                        "RTP_START",
                        "26000",
                        "RTP_END",
                        "26999",
                        "AS_PORT",
                        String.valueOf(audioSocketPort),
                        "DIALPLAN",
                        dialplan.toString()),
                "start",
                name);
    }

    /** The dialplan that is shipped, with settings replaced; each of them must be in it. */
    static Path dialplan(Map<String, String> replaced) throws IOException {
        String text = Files.readString(SHIPPED);
        for (Map.Entry<String, String> e : replaced.entrySet()) {
            assertThat(text).as("the shipped dialplan").contains("(" + e.getKey() + ")");
            // some are shipped as comments
            text = text.replace("; same => n,Set(" + e.getKey() + ")", " same => n,Set(" + e.getKey() + ")")
                    .replace("(" + e.getKey() + ")", "(" + e.getValue() + ")");
        }
        Path file = Files.createTempFile("extensions_ramal", ".conf");
        file.toFile().deleteOnExit();
        return Files.writeString(file, text);
    }

    /** Skips the test, with the reason, where this machine cannot run one. */
    static void assumePossible() throws IOException, InterruptedException {
        assumed("asterisk.sh", "check");
    }

    /** The folder of an English speech model; skips the test, with the reason, where there is none. */
    static Path assumedModel() throws IOException, InterruptedException {
        return Path.of(assumed("models.sh"));
    }

    String cli(String command) throws IOException, InterruptedException {
        return run("asterisk.sh", Map.of(), "cli", name, command);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("asterisk.sh", Map.of(), "stop", name);
    }

    private static String assumed(String script, String... arguments) throws IOException, InterruptedException {
        Result result = result(script, Map.of(), arguments);
        Assumptions.assumeTrue(result.code != CANNOT, result.output);
        assertThat(result.code).as(result.output).isZero();
        return result.output;
    }

    private static String run(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Result result = result(script, environment, arguments);
        assertThat(result.code).as(result.output).isZero();
        return result.output;
    }

    private static Result result(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = HERE.resolve(script).toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        // into a file: a PBX that is started keeps the pipe open
        Path output = Files.createTempFile("asterisk", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8).strip();
        Files.delete(output);
        return new Result(code, text);
    }

    private record Result(int code, String output) {}

    private static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
