package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.itests.blackbox.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A private Asterisk for the time of a test class; {@code asterisk.sh} does the work. */
final class Asterisk implements AutoCloseable {
    private static final int CANNOT = 3;
    private static final Path HERE = Path.of(System.getProperty("ramal.asterisk"));

    private static final Path SHIPPED = HERE.resolve("../../config/asterisk");
    private static final List<String> FILES = List.of("extensions", "pjsip", "manager");
    private static final Path INSTANCES = Path.of(Objects.requireNonNullElse(
                    System.getenv("RAMAL_ASTERISK_HOME"), System.getProperty("user.home") + "/.cache/ramal-asterisk"))
            .resolve("root/inst");

    final int sipPort = freeUdpPort();
    final int amiPort = Server.freePort();
    private final String name;

    /** Unpacks it where that has not been done and starts it; its dialplan sends calls to {@code audioSocketPort}. */
    Asterisk(String name, int audioSocketPort) throws IOException, InterruptedException {
        this(name, audioSocketPort, SHIPPED);
    }

    /** The same with a folder of files in place of those that are shipped. */
    Asterisk(String name, int audioSocketPort, Path files) throws IOException, InterruptedException {
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
                        "AMI_PORT",
                        String.valueOf(amiPort),
                        "SHIPPED",
                        files.toString()),
                "start",
                name);
    }

    /** The password that {@link #shipped} gives to an account, and the secret of the manager's user {@code ramal}. */
    static String password(String account) {
        return "test-of-" + account;
    }

    /**
     * A folder with the files that are shipped, what they leave to the operator done: static targets and accounts are
     * there, the accounts with their {@link #password}.
     *
     * @param replaced settings of the dialplan and what stands for them; each must be there
     */
    static Path shipped(Map<String, String> replaced) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String file : FILES) {
            String text = Files.readString(SHIPPED.resolve(file + "_ramal.conf"));
            Matcher filled = Pattern.compile("(?ms)^;\\{.*?^;}$").matcher(text);
            text = filled.replaceAll(m -> Matcher.quoteReplacement(m.group().replaceAll("(?m)^;(?![{}])", "")));
            Matcher accounts =
                    Pattern.compile("(?m)^username = (.*)\\npassword =$").matcher(text);
            text = accounts.replaceAll(m -> m.group() + " " + password(m.group(1)));
            texts.put(file, text.replaceAll("(?m)^secret =$", "secret = " + password("ramal")));
        }
        for (Map.Entry<String, String> e : replaced.entrySet()) {
            assertThat(texts.get("extensions")).as("the shipped dialplan").contains("(" + e.getKey() + ")");
            texts.computeIfPresent("extensions", (f, t) -> t.replace("(" + e.getKey() + ")", "(" + e.getValue() + ")"));
        }
        return folder(texts);
    }

    /** A folder with files by their names without {@code _ramal.conf}. */
    static Path folder(Map<String, String> texts) throws IOException {
        Path folder = Files.createTempDirectory("asterisk");
        folder.toFile().deleteOnExit();
        for (String file : FILES) {
            Path path = folder.resolve(file + "_ramal.conf");
            path.toFile().deleteOnExit();
            Files.writeString(path, texts.get(file));
        }
        return folder;
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

    /** Everything the instance has logged. */
    String log() throws IOException {
        return Files.readString(INSTANCES.resolve(name).resolve("log/full"));
    }

    /** Waits until no channel is left. */
    void awaitNoChannel(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!cli("core show channels count").contains("0 active channels")) {
            assertThat(System.nanoTime()).as("no channel in Asterisk").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
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
