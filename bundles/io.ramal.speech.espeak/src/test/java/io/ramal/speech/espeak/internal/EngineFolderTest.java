package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {
    @TempDir
    Path parent;

    private EngineFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new EngineFolder(EngineArchive.onBoard(), parent.resolve("engines"));
    }

    @Test
    void unpacksEverythingTheHelperNeeds() throws IOException {
        Path f = folder.ready();
        assertThat(List.of(
                        "helper.jar",
                        "linux-x86-64/libespeak-ng.so.1",
                        "linux-x86-64/libjnidispatch.so",
                        "linux-aarch64/libespeak-ng.so.1",
                        "linux-aarch64/libjnidispatch.so",
                        "espeak-ng-data/phontab",
                        "espeak-ng-data/pt_dict",
                        "espeak-ng-data/en_dict",
                        "espeak-ng-data/lang/roa/pt-BR",
                        "espeak-ng-data/voices/!v/f3"))
                .allSatisfy(name -> assertThat(f.resolve(name)).isNotEmptyFile());
        assertThat(siblings()).containsExactly(f);
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException {
        Path dictionary = folder.ready().resolve("espeak-ng-data/pt_dict");
        long size = Files.size(dictionary);
        Files.write(dictionary, new byte[10]);
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
        EngineFolder impossible = new EngineFolder(EngineArchive.onBoard(), file);
        assertThatThrownBy(impossible::ready).isInstanceOf(IOException.class);
    }

    private List<Path> siblings() throws IOException {
        try (Stream<Path> all = Files.list(parent.resolve("engines"))) {
            return all.toList();
        }
    }
}
