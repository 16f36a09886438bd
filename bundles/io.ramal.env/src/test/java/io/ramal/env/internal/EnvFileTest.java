package io.ramal.env.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        assertThat(port()).isEqualTo("19090");
        Files.delete(file);
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

    private Object port() {
        return store.get("io.ramal.extensions").get("api.port");
    }

    private EnvFile env(Map<String, String> environment) {
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
                        new Secrets()));
    }
}
