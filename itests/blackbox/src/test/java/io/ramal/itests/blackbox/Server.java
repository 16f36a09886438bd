package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An installation unpacked from our archive, with ports of its own, started as an operator would. */
public final class Server implements AutoCloseable {
    /** Generous: other builds may share the machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final Path home;
    public final int apiPort = freePort();
    public final int port = freePort();
    public final int returnPort = freePort();
    private Process process;

    /** Unpacks into a fresh folder. */
    public Server(String name) throws IOException, InterruptedException {
        home = Path.of(System.getProperty("ramal.unpack"), name).toAbsolutePath();
        if (Files.exists(home)) {
            try (Stream<Path> old = Files.walk(home)) {
                for (Path p : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
        Files.createDirectories(home);
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xzf",
                        System.getProperty("ramal.archive"),
                        "--strip-components=1",
                        "-C",
                        home.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        set("io.ramal.extensions", "compat.port", port);
        set("io.ramal.extensions", "compat.return.port", returnPort);
        set("io.ramal.extensions", "compat.address", "127.0.0.1");
        set("org.apache.karaf.shell", "sshPort", freePort());
    }

    /** Sets a key of a file in etc/ as an operator would. */
    public void set(String pid, String key, Object value) throws IOException {
        Path file = home.resolve("etc").resolve(pid + ".cfg");
        String text = Files.exists(file) ? Files.readString(file) : "";
        String without = text.replaceAll("(?m)^" + key.replace(".", "\\.") + "\\s*=.*\\R?", "");
        Files.writeString(file, without + "\n" + key + " = " + value + "\n");
    }

    /** Writes .env as an operator would. */
    public void env(Map<String, String> variables) throws IOException {
        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(home.resolve(".env"), text);
    }

    /** Starts bin/karaf in server mode; API_PORT comes from the environment. */
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        builder.environment().put("API_PORT", Integer.toString(apiPort));
        builder.environment().keySet().removeIf(k -> k.startsWith("KARAF") || k.startsWith("RAMAL"));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("console.txt").toFile()))
                .start();
    }

    public Process process() {
        return process;
    }

    /** Waits until something is so, as long as the server lives. */
    public <T> T await(String what, Callable<T> probe) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T found = probe.call();
            if (found != null) {
                return found;
            }
            assertThat(process.isAlive()).as("the server lives; %s", console()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("not within " + PATIENCE + ": " + what + "; " + console());
    }

    /** Body of GET on the API, null while nobody answers. */
    public String get(int apiPort, String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Status once there are extensions: the API answers before all of a starting server is there. */
    public String awaitStatus() throws Exception {
        return await("GET /api/status with extensions", () -> {
            String status = get(apiPort, "/api/status");
            return status == null || status.contains("\"total_extensions\":0") ? null : status;
        });
    }

    /** Body of an answer of the API, whatever its status. */
    public String post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(60))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What a command of the shell prints, by bin/client. */
    public String shell(String command) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(home.resolve("bin/client").toString(), "-b")
                .redirectErrorStream(true)
                .start();
        client.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().close();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).as(output).isZero();
        return output;
    }

    /** SIGTERM; the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("stops after SIGTERM")
                .isTrue();
        return process.exitValue();
    }

    public String console() throws IOException {
        Path console = home.resolve("console.txt");
        return Files.exists(console) ? Files.readString(console) : "";
    }

    public String log() throws IOException {
        return Files.readString(home.resolve("logs/audiosocket.log"));
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A free port that stays free while nobody listens on it: below the range from which the system gives ports to
     * outgoing connections.
     */
    public static int lastingPort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken; another one
            }
        }
    }
}
