package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.testkit.ManualExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path data;

    private final ManualExecutor thread = new ManualExecutor();
    private AuditLog log;
    private Path file;

    @BeforeEach
    void open() {
        log = new AuditLog(new Shelves(data), thread, 5);
        file = data.resolve("audit/decisions-2026-03-01.jsonl");
    }

    @Test
    void linesAreAppendedInOrderAndBelongToTheServerAlone() throws IOException {
        add(Samples.VISIT);
        thread.runAll();
        add(Samples.OTHER);
        thread.runAll();
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().contains(Samples.VISIT.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("audit"))))
                .isEqualTo("rwx------");
    }

    @Test
    void eachDayHasItsFile() throws IOException {
        add(Samples.VISIT);
        log.add(AuditLine.of(
                        new CallEvent.Gate(Samples.VISIT, Samples.EXTENSION, io.ramal.dial.GateResult.OPENED),
                        Clock.offset(Samples.CLOCK, Duration.ofHours(2)))
                .orElseThrow());
        thread.runAll();
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(Files.readAllLines(data.resolve("audit/decisions-2026-03-02.jsonl")))
                .hasSize(1);
    }

    @Test
    void theNameOfANewFileIsForcedToDiskToo() {
        List<Path> forced = new ArrayList<>();
        log = new AuditLog(new Shelves(data), thread, 5, forced::add);
        add(Samples.VISIT);
        thread.runAll();
        assertThat(forced).containsExactly(data.resolve("audit"), data);
        add(Samples.OTHER);
        thread.runAll();
        assertThat(forced).as("once").hasSize(2);
    }

    @Test
    void whatIsNotForcedToDiskIsWrittenAgainAndOnce() throws IOException {
        List<Path> forced = new ArrayList<>();
        log = new AuditLog(new Shelves(data), thread, 5, folder -> {
            forced.add(folder);
            if (forced.size() == 1) {
                throw new IOException("no");
            }
        });
        add(Samples.VISIT);
        thread.runAll();
        assertThat(file).isEmptyFile();
        log.flush();
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void aLineThatACrashCutInTwoIsEnded() throws IOException {
        Files.createDirectories(data.resolve("audit"));
        Files.writeString(file, "{\"type\":\"deci");
        add(Samples.VISIT);
        thread.runAll();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("{\"type\":\"deci");
        assertThat(lines.get(1)).startsWith("{\"type\":\"decision\"").endsWith("}");
    }

    @Test
    void whatTheDiskDoesNotTakeWaitsAndIsWrittenLater() throws IOException {
        Files.writeString(data.resolve("audit"), "in the way");
        add(Samples.VISIT);
        thread.runAll();
        add(Samples.OTHER);
        thread.runAll();
        Files.delete(data.resolve("audit"));
        log.flush();
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().contains(Samples.VISIT.toString());
        assertThat(log.dropped()).isZero();
        add(Samples.VISIT);
        thread.runAll();
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void whatIsTooMuchIsCounted() throws IOException {
        Files.writeString(data.resolve("audit"), "in the way");
        for (int i = 0; i < 7; i++) {
            add(Samples.VISIT);
        }
        thread.runAll();
        assertThat(log.dropped()).isEqualTo(2);
        Files.delete(data.resolve("audit"));
        log.flush();
        assertThat(Files.readAllLines(file)).hasSize(5);
    }

    @Test
    void whatTheDiskDoesNotTakeAtTheEndIsCounted() throws IOException {
        add(Samples.VISIT);
        log.close();
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(log.dropped()).isZero();
        Files.delete(file);
        Files.createDirectories(file);
        add(Samples.VISIT);
        log.close();
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Files.createDirectories(data.resolve("audit"));
        Path elsewhere = Files.writeString(data.resolve("elsewhere"), "");
        Files.createSymbolicLink(file, elsewhere);
        add(Samples.VISIT);
        thread.runAll();
        assertThat(elsewhere).isEmptyFile();
        Files.delete(file);
        log.flush();
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void theWordsOfOneVisitGoAndNothingElse() throws IOException {
        log.add(line(Samples.refused(Samples.VISIT, "não quero")));
        log.add(line(Samples.refused(Samples.OTHER, "pode não")));
        thread.runAll();
        Files.writeString(file, "{\"visit\":\"" + Samples.VISIT + "\",\"wor", java.nio.file.StandardOpenOption.APPEND);
        assertThat(log.silence(file, Samples.VISIT, true)).isTrue();
        assertThat(Files.readString(file)).contains("não quero");
        assertThat(log.silence(file, Samples.VISIT, false)).isTrue();
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(line(Samples.refused(Samples.VISIT, "")).text());
        assertThat(Files.readString(file)).contains("pode não").endsWith("}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(log.silence(file, Samples.VISIT, false)).isFalse();
        assertThat(data.resolve("audit").toFile().list()).hasSize(1);
    }

    @Test
    void wordsThatWaitForTheDiskGoToo() throws IOException {
        Files.writeString(data.resolve("audit"), "in the way");
        log.add(line(Samples.refused(Samples.VISIT, "não quero")));
        thread.runAll();
        log.silenceWaiting(Samples.VISIT);
        Files.delete(data.resolve("audit"));
        log.flush();
        assertThat(Files.readString(file)).contains("refused").doesNotContain("não");
    }

    private void add(UUID visit) {
        log.add(line(Samples.refused(visit, "")));
    }

    private static AuditLine line(CallEvent event) {
        return AuditLine.of(event, Samples.CLOCK).orElseThrow();
    }
}
