package io.ramal.records.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.testkit.ManualExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsTest {
    private static final CallSnapshot TALK = Samples.over(
            Samples.VISIT,
            VisitOutcome.REFUSED,
            new VisitData("entrega", "Zé", "501", ""),
            Samples.entry(LegRole.VISITOR, Kind.HEARD, "é uma entrega"),
            Samples.entry(LegRole.RESIDENT, Kind.HEARD, "não"));

    @TempDir
    Path data;

    private final ManualExecutor thread = new ManualExecutor();
    private Transcripts transcripts;
    private Path file;

    @BeforeEach
    void open() {
        transcripts = new Transcripts(new Shelves(data), thread, Samples.CLOCK);
        file = data.resolve("transcripts/2026-03-01/" + Samples.VISIT + ".json");
    }

    @Test
    void bothLegsAndWhatIsKnownAreKept() throws IOException {
        transcripts.keep(TALK);
        thread.runAll();
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(json.get("outcome").getAsString()).isEqualTo("refused");
        assertThat(json.get("started").getAsString()).isEqualTo("2026-03-01T22:29:00.250-03:00");
        assertThat(json.getAsJsonObject("dados").get("apartment_number").getAsString())
                .isEqualTo("501");
        assertThat(json.getAsJsonArray("timeline").toString())
                .isEqualTo("[{\"ms\":1500,\"leg\":\"visitor\",\"kind\":\"heard\",\"text\":\"é uma entrega\"},"
                        + "{\"ms\":1500,\"leg\":\"resident\",\"kind\":\"heard\",\"text\":\"não\"}]");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aVisitWithoutTranscriptsLeavesNothing() {
        transcripts.keep(Samples.wordless(Samples.over(
                Samples.VISIT,
                VisitOutcome.REFUSED,
                VisitData.EMPTY,
                Samples.entry(LegRole.VISITOR, Kind.STARTED, "extension 1001"),
                Samples.entry(LegRole.VISITOR, Kind.SAYING, "4 palavras"),
                Samples.entry(LegRole.VISITOR, Kind.HEARD, "(1 word)"),
                Samples.entry(LegRole.VISITOR, Kind.NOT_UNDERSTOOD, "noise"),
                Samples.entry(LegRole.RESIDENT, Kind.DECIDED, "refused plain-no"),
                Samples.entry(LegRole.VISITOR, Kind.ENDED, "CALLER_HANGUP"))));
        thread.runAll();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void wordsThatLookLikeTheirNumberAreKept() throws IOException {
        transcripts.keep(Samples.simulated(Samples.over(
                Samples.VISIT,
                VisitOutcome.NOT_CALLED,
                VisitData.EMPTY,
                Samples.entry(LegRole.VISITOR, Kind.HEARD, "(2 words)"))));
        thread.runAll();
        assertThat(Files.readString(file)).contains("(2 words)", "\"simulated\": true");
    }

    @Test
    void aDiskThatDoesNotTakeThemLosesThemCounted() throws IOException {
        Files.writeString(data.resolve("transcripts"), "in the way");
        transcripts.keep(TALK);
        thread.runAll();
        assertThat(transcripts.dropped()).isEqualTo(1);
        Files.delete(data.resolve("transcripts"));
        transcripts.keep(TALK);
        thread.runAll();
        assertThat(file).exists();
    }

    @Test
    void noMoreThanSomeWait() {
        for (int i = 0; i < 1003; i++) {
            transcripts.keep(TALK);
        }
        assertThat(transcripts.dropped()).isEqualTo(3);
    }
}
