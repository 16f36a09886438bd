package io.ramal.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {
    @TempDir
    Path parent;

    private EngineFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new EngineFolder(archive("helper.jar", "data/dictionary"), parent.resolve("engines"));
    }

    @Test
    void unpacksEverything() throws IOException {
        Path f = folder.ready();
        assertThat(f).hasFileName("1.52.0-" + "0123456789ab");
        assertThat(f.resolve("helper.jar")).hasContent("helper.jar");
        assertThat(f.resolve("data/dictionary")).hasContent("data/dictionary");
        assertThat(siblings()).containsExactly(f);
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        EngineFolder bad = new EngineFolder(archive("../../outside"), parent.resolve("engines"));
        assertThatThrownBy(bad::ready).hasMessageContaining("outside it");
        assertThat(parent.resolve("outside")).doesNotExist();
        assertThat(siblings()).isEmpty();
    }

    @Test
    void aBundleWithoutAnEngineSaysSo() {
        assertThatThrownBy(() -> EngineArchive.onBoard(EngineFolderTest.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/engine/engine.properties");
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        Path dictionary = folder.ready().resolve("data/dictionary");
        long size = Files.size(dictionary);
        Files.write(dictionary, new byte[3]);
        folder.ready();
        assertThat(dictionary).hasSize(size);
    }

    @Test
    void anInterruptedUnpackingIsNotTakenForTheEngine() throws IOException {
        Path f = folder.ready();
        Files.delete(f.resolve("contents.txt"));
        Files.delete(f.resolve("helper.jar"));
        assertThat(folder.ready().resolve("helper.jar")).isNotEmptyFile();
    }

    @Test
    void otherVersionsGoAndEverythingElseStays() throws IOException {
        Path engines = Files.createDirectories(parent.resolve("engines"));
        Path old = Files.createDirectories(engines.resolve("1.51.0-0123456789ab/espeak-ng-data"));
        Path mine = Files.createDirectories(engines.resolve("my-voices"));
        folder.ready();
        assertThat(old).doesNotExist();
        assertThat(mine).exists();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAnError() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        EngineFolder impossible = new EngineFolder(archive("helper.jar"), file);
        assertThatThrownBy(impossible::ready).isInstanceOf(IOException.class);
    }

    /** An archive whose files hold their names. */
    private static EngineArchive archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return new EngineArchive(
                "1.52.0", "0123456789ab".repeat(6), () -> new ByteArrayInputStream(bytes.toByteArray()));
    }

    private List<Path> siblings() throws IOException {
        try (Stream<Path> all = Files.list(parent.resolve("engines"))) {
            return all.toList();
        }
    }
}
