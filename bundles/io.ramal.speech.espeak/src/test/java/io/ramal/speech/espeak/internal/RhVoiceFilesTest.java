package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RhVoiceFilesTest {
    @TempDir
    Path root;

    @Test
    void needsTheLibraryAndTheVoice() throws IOException {
        Path libraries = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
        assertThat(RhVoiceFiles.find(List.of(libraries))).isEmpty();
        Path library = Files.createFile(libraries.resolve("libRHVoice.so.5"));
        assertThat(RhVoiceFiles.find(List.of(libraries))).isEmpty();
        Path data = root.resolve("usr/share/RHVoice");
        Files.createDirectories(data.resolve("voices/Leticia-F123"));
        Files.createFile(data.resolve("voices/Leticia-F123/voice.info"));
        assertThat(RhVoiceFiles.find(List.of(root, libraries))).contains(new RhVoiceFiles(library, data));
    }

    @Test
    void looksWhereSystemsKeepLibraries() {
        assertThat(RhVoiceFiles.libraryFolders("/opt/a::/opt/b", "linux-aarch64"))
                .containsExactly(
                        Path.of("/opt/a"),
                        Path.of("/opt/b"),
                        Path.of("/usr/local/lib"),
                        Path.of("/usr/lib/aarch64-linux-gnu"),
                        Path.of("/usr/lib64"),
                        Path.of("/usr/lib"));
    }
}
