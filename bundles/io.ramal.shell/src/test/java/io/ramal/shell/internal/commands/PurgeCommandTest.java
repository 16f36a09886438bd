package io.ramal.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.VisitRecords;
import io.ramal.call.VisitRecords.Kind;
import io.ramal.call.VisitRecords.PurgeReport;
import io.ramal.call.VisitRecords.PurgeRequest;
import io.ramal.call.VisitRecords.Purged;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeCommandTest {
    private static final String VISIT = "01234567-89ab-4cde-8f01-23456789abcd";
    private static final PurgeReport TWO = new PurgeReport(
            List.of(
                    new Purged(Kind.AUDIT, "audit/decisions-2026-03-01.jsonl", 300, "words removed", true),
                    new Purged(
                            Kind.RECORDINGS,
                            "recordings/2026-03-01/" + VISIT + "-visitor.wav",
                            64_044,
                            "deleted",
                            true)),
            2,
            64_044,
            0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<PurgeRequest> asked = new ArrayList<>();
    private PurgeReport answer = TWO;
    private final VisitRecords records = request -> {
        asked.add(request);
        return answer;
    };

    @Test
    void aVisitIsPurgedOfEverything() throws IOException {
        PurgeCommand purge = command();
        purge.visit = VISIT;
        purge.yes = true;
        purge.execute();
        assertThat(asked).containsExactly(new PurgeRequest(Set.of(Kind.values()), 0, UUID.fromString(VISIT), false));
        assertThat(text())
                .isEqualTo("words removed: audit/decisions-2026-03-01.jsonl\n"
                        + "deleted: recordings/2026-03-01/" + VISIT + "-visitor.wav\n"
                        + "2 files done, 64 kB deleted\n");
    }

    @Test
    void anAgeNeedsKinds() throws IOException {
        PurgeCommand purge = command();
        purge.olderThan = "30d";
        purge.yes = true;
        assertThatThrownBy(purge::execute).hasMessageContaining("--what");
        purge.what = "transcripts, Recordings";
        purge.execute();
        assertThat(asked).containsExactly(new PurgeRequest(Set.of(Kind.TRANSCRIPTS, Kind.RECORDINGS), 30, null, false));
    }

    @Test
    void nothingGoesWithoutYes() {
        PurgeCommand purge = command();
        purge.visit = VISIT;
        assertThatThrownBy(purge::execute)
                .hasMessageContaining("nothing was deleted")
                .hasMessageContaining("--yes");
        assertThat(asked.get(0).dryRun()).isTrue();
        assertThat(text()).contains("dry run: deleted: recordings/", "2 files would be deleted or lose words, 64 kB");
    }

    @Test
    void aDryRunWins() throws IOException {
        PurgeCommand purge = command();
        purge.visit = VISIT;
        purge.yes = true;
        purge.dryRun = true;
        purge.execute();
        assertThat(asked.get(0).dryRun()).isTrue();
    }

    @Test
    void whatIsStillThereIsAFailure() {
        answer = new PurgeReport(
                List.of(new Purged(Kind.AUDIT, "audit/x", 1, "not deleted: no", false)), 10_000, 20_000, 2);
        PurgeCommand purge = command();
        purge.olderThan = "0d";
        purge.what = "audit";
        purge.yes = true;
        assertThatThrownBy(purge::execute).hasMessageContaining("2 files could not");
        assertThat(text())
                .contains("not deleted: no: audit/x\n", "and 10001 more\n", "10000 files done, 20 kB deleted");
    }

    @Test
    void nothingKeptIsSaid() throws IOException {
        answer = new PurgeReport(List.of(), 0, 0, 0);
        PurgeCommand purge = command();
        purge.visit = VISIT;
        purge.yes = true;
        purge.execute();
        assertThat(text()).isEqualTo("nothing was kept of it\n");
    }

    @Test
    void whatWasMistypedIsNamed() {
        PurgeCommand purge = command();
        purge.visit = "0123";
        assertThatThrownBy(purge::execute).hasMessageContaining("\"0123\"").hasMessageContaining("36");
        purge.visit = VISIT;
        purge.olderThan = "7d";
        assertThatThrownBy(purge::execute).hasMessageContaining("do not go together");
        purge.visit = null;
        purge.what = "words";
        assertThatThrownBy(purge::execute).hasMessageContaining("\"words\"");
        purge.what = "audit";
        purge.olderThan = "7";
        assertThatThrownBy(purge::execute).hasMessageContaining("\"7\"").hasMessageContaining("30d");
        assertThat(asked).isEmpty();
    }

    @Test
    void itSaysWhatIsNotRunning() {
        assertThatThrownBy(new PurgeCommand()::execute).hasMessageContaining("io.ramal.records");
    }

    private PurgeCommand command() {
        PurgeCommand purge = new PurgeCommand();
        purge.records = records;
        purge.out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return purge;
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
