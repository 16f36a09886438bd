package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    @TempDir
    Path folder;

    private final Map<String, Map<String, Object>> store = new HashMap<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(".env");
    }

    @Test
    void theFileIsReadAgainWhenItChanges() throws IOException {
        Files.writeString(file, "API_PORT=9090\n");
        EnvFile env = env(Map.of());
        env.poll();
        assertThat(port()).isEqualTo("9090");
        Files.writeString(file, "API_PORT=19090\n");
        env.poll();
        env.poll();
        assertThat(port()).isEqualTo("19090");
        Files.delete(file);
        env.poll();
        assertThat(port()).isEqualTo("19090");
        env.poll();
        assertThat(store.getOrDefault("io.ramal.extensions", Map.of())).isEmpty();
    }

    @Test
    void theRealEnvironmentWinsAndNeedsNoFile() throws IOException {
        env(Map.of("API_PORT", "7070")).poll();
        assertThat(port()).isEqualTo("7070");
        Files.writeString(file, "API_PORT=9090\n");
        env(Map.of("API_PORT", "7070")).poll();
        assertThat(port()).isEqualTo("7070");
    }

    @Test
    void anUnchangedFileIsLeftAlone() throws IOException {
        Files.writeString(file, "API_PORT=9090\n");
        EnvFile env = env(Map.of());
        env.poll();
        store.clear();
        env.poll();
        assertThat(store).isEmpty();
    }

    @Test
    void bytesOfAnotherEncodingDoNotTakeTheOthersAway() throws IOException {
        Files.write(file, new byte[] {'#', (byte) 0xe9, '\n', 'A', 'P', 'I', '_', 'P', 'O', 'R', 'T', '=', '8', '1'});
        env(Map.of()).poll();
        assertThat(port()).isEqualTo("81");
    }

    @Test
    void whatIsStillBeingWrittenIsNotTaken() throws IOException {
        Files.writeString(file, "API_PORT=9090\nSILENCE_THRESHOLD_SECONDS=2\n");
        EnvFile env = env(Map.of());
        env.poll();
        Files.writeString(file, "API_PORT=9");
        env.poll();
        Files.writeString(file, "API_PORT=9091\nSILENCE_THRESHOLD_SECONDS=2\n");
        env.poll();
        assertThat(port()).isEqualTo("9090");
        assertThat(store.get("io.ramal.leg")).containsEntry("turn.silence.ms", "2000");
        env.poll();
        assertThat(port()).isEqualTo("9091");
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws IOException {
        Files.writeString(file, "API_PORT=9090\n");
        EnvFile env = env(Map.of());
        env.poll();
        Files.delete(file);
        Files.createDirectory(file);
        env.poll();
        env.poll();
        env.poll();
        assertThat(port()).isEqualTo("9090");
        Files.delete(file);
        Files.writeString(file, "API_PORT=9092\n");
        env.poll();
        env.poll();
        assertThat(port()).isEqualTo("9092");
    }

    @Test
    void aFileThatCannotBeReadAtTheStartLeavesTheEnvironmentAndIsTakenOnceItCan() throws IOException {
        Files.createDirectory(file);
        EnvFile env = env(Map.of("API_PORT", "7070"));
        env.poll();
        assertThat(port()).isEqualTo("7070");
        Files.delete(file);
        Files.writeString(file, "SILENCE_THRESHOLD_SECONDS=2\n");
        env.poll();
        env.poll();
        assertThat(store.get("io.ramal.leg")).containsEntry("turn.silence.ms", "2000");
    }

    @Test
    void aPortHeldByAnotherProgramIsTakenAsSoonAsItIsFree() throws IOException {
        Files.writeString(file, "API_ADDRESS=127.0.0.1\n");
        EnvFile env = env(Map.of(), p -> false);
        env.poll();
        int port;
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = holder.getLocalPort();
            Files.writeString(file, "API_ADDRESS=127.0.0.1\nAPI_PORT=" + port + "\n");
            env.poll();
            env.poll();
            env.poll();
            assertThat(store.get(Pids.WEB)).doesNotContainKey("org.osgi.service.http.port");
            assertThat(store.getOrDefault(Pids.EXTENSIONS, Map.of())).isEmpty();
        }
        env.poll();
        assertThat(store.get(Pids.WEB)).containsEntry("org.osgi.service.http.port", Integer.toString(port));
        assertThat(port()).isEqualTo(Integer.toString(port));
    }

    @Test
    void atTheStartAPortIsNotAsked() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, "API_PORT=" + holder.getLocalPort() + "\n");
            env(Map.of(), p -> false).poll();
            assertThat(port()).isEqualTo(Integer.toString(holder.getLocalPort()));
        }
    }

    private Object port() {
        return store.get("io.ramal.extensions").get("api.port");
    }

    private EnvFile env(Map<String, String> environment) {
        return env(environment, p -> true);
    }

    private EnvFile env(Map<String, String> environment, IntPredicate leaving) {
        return new EnvFile(
                file,
                environment,
                new Overlay(
                        new Overlay.Store() {
                            @Override
                            public Optional<Map<String, Object>> read(String pid) {
                                return Optional.ofNullable(store.get(pid));
                            }

                            @Override
                            public void write(String pid, Map<String, Object> properties) {
                                store.put(pid, properties);
                            }

                            @Override
                            public void delete(String pid) {
                                store.remove(pid);
                            }
                        },
                        new Secrets()),
                new WebPorts(leaving));
    }
}
