package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRecording;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.call.VisitRecords.Kind;
import io.ramal.call.VisitRecords.PurgeReport;
import io.ramal.call.VisitRecords.PurgeRequest;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it together, on its own threads. */
class RecordsTest {
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    @TempDir
    Path data;

    private final Ledger ledger = new Ledger();
    private volatile @Nullable Path unreadable;
    private Records records;

    @BeforeEach
    void open() {
        records = new Records(
                new Shelves(data, this::list),
                Samples.SETTINGS,
                Samples.CLOCK,
                new ScheduledThreadPoolExecutor(1),
                new ScheduledThreadPoolExecutor(1),
                () -> Long.MAX_VALUE,
                () -> ledger);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void whatWaitsIsWrittenAtTheEnd() throws IOException {
        LegRecording recording =
                records.open(Samples.leg(Samples.VISIT, LegRole.VISITOR)).orElseThrow();
        recording.said(AudioFrame.SILENCE);
        visit(Samples.VISIT);
        records.close();
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "audit/decisions-2026-03-01.jsonl",
                        "recordings/2026-03-01/" + Samples.VISIT + "-visitor.wav",
                        "transcripts/2026-03-01/" + Samples.VISIT + ".json");
        assertThat(records.drops().values()).containsOnly(0L);
    }

    @Test
    void aPurgeOfAVisitLeavesTheDecisionWithoutWords() throws IOException {
        visit(Samples.VISIT);
        visit(Samples.OTHER);
        records.purge(request(0, Samples.VISIT, true));
        put("recordings/2026-02-28/" + Samples.VISIT + "-visitor.wav");
        put("recordings/2026-03-01/" + Samples.VISIT + "-resident.wav");
        put("recordings/2026-03-01/" + Samples.OTHER + "-visitor.wav");

        PurgeReport would = records.purge(request(0, Samples.VISIT, true));
        assertThat(would.done()).isEqualTo(4);
        assertThat(names()).hasSize(6);

        PurgeReport report = records.purge(request(0, Samples.VISIT, false));
        assertThat(report.items()).isEqualTo(would.items());
        assertThat(report.failed()).isZero();
        assertThat(report.items())
                .extracting(i -> i.what() + " " + i.path())
                .containsExactlyInAnyOrder(
                        "words removed audit/decisions-2026-03-01.jsonl",
                        "deleted transcripts/2026-03-01/" + Samples.VISIT + ".json",
                        "deleted recordings/2026-02-28/" + Samples.VISIT + "-visitor.wav",
                        "deleted recordings/2026-03-01/" + Samples.VISIT + "-resident.wav");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "audit/decisions-2026-03-01.jsonl",
                        "recordings/2026-03-01/" + Samples.OTHER + "-visitor.wav",
                        "transcripts/2026-03-01/" + Samples.OTHER + ".json");
        List<String> lines = Files.readAllLines(data.resolve("audit/decisions-2026-03-01.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains(Samples.VISIT.toString()).doesNotContain("words");
        assertThat(lines.get(1)).contains(Samples.OTHER.toString()).contains("words");
        assertThat(data.resolve("recordings/2026-02-28")).doesNotExist();
    }

    @Test
    void aPurgeByAgeTakesOnlyTheKindsAskedFor() throws IOException {
        visit(Samples.VISIT);
        put("recordings/2026-02-27/" + Samples.VISIT + "-visitor.wav");
        put("recordings/2026-02-28/" + Samples.VISIT + "-visitor.wav");
        put("audit/decisions-2020-01-01.jsonl");
        put("recordings/2020-01-01/mine.wav");
        PurgeReport report = records.purge(new PurgeRequest(Set.of(Kind.RECORDINGS), 1, null, false));
        assertThat(report.done()).isEqualTo(1);
        assertThat(report.bytes()).isEqualTo(1);
        assertThat(names()).hasSize(5).contains("recordings/2020-01-01/mine.wav");
        report = records.purge(request(0, null, false));
        assertThat(report.done()).isEqualTo(4);
        assertThat(names()).containsExactly("recordings/2020-01-01/mine.wav");
    }

    @Test
    void whatIsBeingRecordedGoesToo() throws IOException {
        Path file = data.resolve("recordings/2026-03-01/" + Samples.VISIT + "-visitor.wav");
        Recorder recorder = new Recorder(new Shelves(data), Samples.CLOCK, () -> Long.MAX_VALUE, 0);
        LegRecording recording =
                recorder.open(Samples.leg(Samples.VISIT, LegRole.VISITOR)).orElseThrow();
        for (int i = 0; i < 200; i++) {
            recording.said(null);
        }
        recorder.write();
        assertThat(file).exists();
        records.purge(request(0, Samples.VISIT, false));
        recording.said(null);
        recorder.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void transcriptsCanBeSwitchedOffWhileItRuns() throws IOException {
        records.change(new RecordsSettings(365, false, 30, 7, 1 << 30, 0));
        visit(Samples.VISIT);
        records.close();
        assertThat(names()).containsExactly("audit/decisions-2026-03-01.jsonl");
    }

    @Test
    void aShorterTimeHoldsAtOnce() throws IOException {
        put("transcripts/2026-02-25/" + Samples.VISIT + ".json");
        records.change(new RecordsSettings(365, true, 2, 7, 1 << 30, 0));
        records.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void afterTheEndAPurgeSaysSo() {
        records.close();
        records.close();
        assertThatThrownBy(() -> records.purge(request(0, null, true))).hasMessageContaining("being stopped");
    }

    @Test
    void aPurgedVisitIsForgottenToo() throws IOException {
        ledger.ended(Samples.VISIT, 0);
        ledger.ended(Samples.OTHER, 0);
        records.purge(request(0, Samples.VISIT, true));
        records.purge(new PurgeRequest(Set.of(Kind.RECORDINGS), 0, Samples.VISIT, false));
        assertThat(ledger.calls).hasSize(2);
        records.purge(request(0, Samples.VISIT, false));
        assertThat(ledger.calls).extracting(CallSnapshot::id).containsExactly(Samples.OTHER);
    }

    @Test
    void aPurgeByAgeForgetsWhatIsAsOld() throws IOException {
        ledger.ended(Samples.VISIT, 3);
        ledger.ended(Samples.OTHER, 2);
        records.purge(request(2, null, false));
        assertThat(ledger.calls).extracting(CallSnapshot::id).containsExactly(Samples.OTHER);
        records.purge(request(0, null, false));
        assertThat(ledger.calls).isEmpty();
    }

    @Test
    void aFolderThatCannotBeLookedAtIsToldAndKeepsNothingElse() throws IOException {
        put("transcripts/2026-02-27/" + Samples.VISIT + ".json");
        put("transcripts/2026-02-28/" + Samples.VISIT + ".json");
        put("recordings/2026-02-28/" + Samples.VISIT + "-visitor.wav");
        unreadable = data.resolve("transcripts/2026-02-27");
        PurgeReport report = records.purge(request(0, Samples.VISIT, false));
        assertThat(report.done()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.items())
                .filteredOn(i -> !i.gone())
                .singleElement()
                .satisfies(
                        i -> assertThat(i.path() + " " + i.what()).startsWith("transcripts/2026-02-27 not looked at"));
        assertThat(names()).containsExactly("transcripts/2026-02-27/" + Samples.VISIT + ".json");
    }

    private DirectoryStream<Path> list(Path folder) throws IOException {
        if (folder.equals(unreadable)) {
            throw new AccessDeniedException(folder.toString());
        }
        return Files.newDirectoryStream(folder);
    }

    private void visit(UUID id) {
        records.on(Samples.refused(id, "não quero"));
        records.on(new CallEvent.Over(Samples.over(
                id,
                VisitOutcome.REFUSED,
                VisitData.EMPTY.withApartment("501"),
                Samples.entry(LegRole.VISITOR, TimelineEntry.Kind.HEARD, "entrega"))));
    }

    private static PurgeRequest request(int days, @Nullable UUID visit, boolean dryRun) {
        return new PurgeRequest(ALL, days, visit, dryRun);
    }

    private void put(String name) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private static final class Ledger implements Calls {
        final List<CallSnapshot> calls = new CopyOnWriteArrayList<>();

        void ended(UUID id, int daysAgo) {
            calls.add(new CallSnapshot(
                    id,
                    Samples.EXTENSION,
                    Samples.NOW.minus(Duration.ofDays(daysAgo)),
                    Samples.NOW,
                    "ended",
                    List.of(),
                    0,
                    VisitData.EMPTY,
                    List.of()));
        }

        @Override
        public List<CallSnapshot> active() {
            return List.of();
        }

        @Override
        public List<CallSnapshot> recent() {
            return List.copyOf(calls);
        }

        @Override
        public Optional<CallSnapshot> find(UUID callId) {
            return Optional.empty();
        }

        @Override
        public boolean hangup(UUID callId, LegRole role) {
            return false;
        }

        @Override
        public boolean end(UUID callId) {
            return false;
        }

        @Override
        public boolean forget(UUID callId) {
            return calls.removeIf(c -> c.id().equals(callId));
        }
    }

    private List<String> names() throws IOException {
        try (var all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> data.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }
}
