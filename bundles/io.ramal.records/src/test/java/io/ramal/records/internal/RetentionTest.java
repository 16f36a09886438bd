package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    @TempDir
    Path data;

    private final Set<Path> live = new HashSet<>();
    private RecordsSettings settings = Samples.SETTINGS;
    private Retention retention;

    @BeforeEach
    void open() {
        retention = new Retention(new Shelves(data), Samples.CLOCK, () -> settings, live::contains);
    }

    @Test
    void whatIsOlderThanItsDaysGoes() throws IOException {
        Path recent = put("recordings/2026-02-22/" + Samples.VISIT + "-visitor.wav");
        Path old = put("recordings/2026-02-21/" + Samples.VISIT + "-visitor.wav");
        Path words = put("transcripts/2026-01-30/" + Samples.VISIT + ".json");
        Path oldWords = put("transcripts/2026-01-29/" + Samples.VISIT + ".json");
        Path decisions = put("audit/decisions-2025-03-01.jsonl");
        Path oldDecisions = put("audit/decisions-2025-02-28.jsonl");
        retention.run();
        assertThat(List.of(recent, words, decisions)).allMatch(Files::exists);
        assertThat(List.of(old, oldWords, oldDecisions)).noneMatch(Files::exists);
        assertThat(List.of(old.getParent(), oldWords.getParent()))
                .as("empty folders")
                .noneMatch(Files::exists);
    }

    @Test
    void decisionsMayBeKeptForEver() throws IOException {
        Path decisions = put("audit/decisions-2001-03-01.jsonl");
        settings = new RecordsSettings(0, true, 30, 7, 1 << 30, 0);
        retention.run();
        assertThat(decisions).exists();
    }

    @Test
    void onlyWhatHasItsNameIsTouched() throws IOException {
        List<Path> strange = List.of(
                put("recordings/2020-01-01/notes.txt"),
                put("recordings/2020-01-01/" + Samples.VISIT + "-visitor.wav.bak"),
                put("recordings/2020-13-41/" + Samples.VISIT + "-visitor.wav"),
                put("recordings/" + Samples.VISIT + "-visitor.wav"),
                put("transcripts/2020-01-01/deeper/" + Samples.VISIT + ".json"),
                put("transcripts/old/" + Samples.VISIT + ".json"),
                put("audit/decisions-2020-01-01.jsonl.gz"),
                put("audit/decisions-2020-01-99.jsonl"),
                put("audit/2020-01-01/decisions-2020-01-01.jsonl"),
                put("demo.wav"));
        Files.createDirectories(data.resolve("transcripts/2020-01-02/" + Samples.VISIT + ".json"));
        retention.run();
        assertThat(strange).allMatch(Files::exists);
        assertThat(data.resolve("transcripts/2020-01-02/" + Samples.VISIT + ".json"))
                .isDirectory();
    }

    @Test
    void linksAreNeverFollowed() throws IOException {
        Path mine = put("mine/" + Samples.VISIT + "-visitor.wav");
        Files.createDirectories(data.resolve("recordings/2020-01-02"));
        Files.createSymbolicLink(data.resolve("recordings/2020-01-01"), mine.getParent());
        Path link = data.resolve("recordings/2020-01-02/" + Samples.OTHER + "-visitor.wav");
        Files.createSymbolicLink(link, mine);
        retention.run();
        assertThat(mine).exists();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void theOldestSoundGoesWhenItIsTooMuch() throws IOException {
        settings = new RecordsSettings(365, true, 30, 7, 250, 0);
        Path first = sound("2026-02-27", Samples.VISIT + "-visitor.wav", 3);
        Path second = sound("2026-03-01", Samples.VISIT + "-visitor.wav", 1);
        Path third = sound("2026-03-01", Samples.VISIT + "-resident.wav", 2);
        Path last = sound("2026-03-01", Samples.OTHER + "-visitor.wav", 3);
        live.add(first);
        retention.shrink();
        assertThat(Stream.of(first, second, third, last).filter(Files::exists)).containsExactly(first, last);
    }

    @Test
    void whatACrashLeftUnfinishedGoes() throws IOException {
        Path half = put("transcripts/2026-03-01/" + Samples.VISIT + ".json.tmp");
        Path halfDecisions = put("audit/decisions-2026-03-01.jsonl.tmp");
        retention.run();
        assertThat(List.of(half, halfDecisions)).noneMatch(Files::exists);
        assertThat(half.getParent()).as("of today").exists();
    }

    @Test
    void nothingKeptIsNothingToDo() {
        retention.run();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void whatCannotBeLookedAtKeepsNothingElse() throws IOException {
        settings = new RecordsSettings(365, true, 30, 7, 0, 0);
        Set<Path> unreadable = Set.of(
                data.resolve("audit"), data.resolve("transcripts/2020-01-01"), data.resolve("recordings/2020-01-01"));
        retention = new Retention(
                new Shelves(data, folder -> {
                    if (unreadable.contains(folder)) {
                        throw new AccessDeniedException(folder.toString());
                    }
                    return Files.newDirectoryStream(folder);
                }),
                Samples.CLOCK,
                () -> settings,
                live::contains);
        put("audit/decisions-2001-03-01.jsonl");
        List<Path> kept = List.of(
                put("transcripts/2020-01-01/" + Samples.VISIT + ".json"),
                put("recordings/2020-01-01/" + Samples.VISIT + "-visitor.wav"));
        List<Path> old = List.of(
                put("transcripts/2020-01-02/" + Samples.VISIT + ".json"),
                put("recordings/2020-01-02/" + Samples.VISIT + "-visitor.wav"));
        Path tooMuch = put("recordings/2026-03-01/" + Samples.VISIT + "-visitor.wav");
        retention.run();
        assertThat(kept).allMatch(Files::exists);
        assertThat(old).noneMatch(Files::exists);
        assertThat(old).extracting(Path::getParent).noneMatch(Files::exists);
        assertThat(tooMuch).doesNotExist();
    }

    private Path sound(String day, String name, int minute) throws IOException {
        Path file = put("recordings/" + day + "/" + name);
        Files.write(file, new byte[100]);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * minute)));
        return file;
    }

    private Path put(String name) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
