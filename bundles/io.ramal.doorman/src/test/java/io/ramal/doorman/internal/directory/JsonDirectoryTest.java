package io.ramal.doorman.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.VisitData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDirectoryTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private int second;

    @BeforeEach
    void listenToTheLog() {
        // slf4j-simple writes there
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void backToTheConsole() {
        System.setErr(console);
    }

    private Path file() {
        return folder.resolve("apartamentos.json");
    }

    private void write(String json) throws IOException {
        Files.writeString(file(), json);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.ofEpochSecond(1_000_000 + ++second)));
    }

    private String logged() {
        String text = log.toString(StandardCharsets.UTF_8);
        log.reset();
        return text;
    }

    private static String entry(String apartment, String number) {
        return "{\"apartment_number\":\"" + apartment + "\",\"residents\":[\"Fulana Sigilo\"],\"voip_number\":\""
                + number + "\"}";
    }

    private static Lookup find(JsonDirectory directory, String apartment) {
        return directory.find(10, VisitData.EMPTY.withApartment(apartment));
    }

    private JsonDirectory started() {
        JsonDirectory directory = new JsonDirectory(file());
        directory.look();
        return directory;
    }

    @Test
    void withoutAFileThereIsNoDirectory() {
        JsonDirectory directory = started();
        assertThat(find(directory, "501")).isEqualTo(new Lookup.NoDirectory());
        assertThat(logged()).contains("INFO").contains("apartamentos.json");
        directory.look();
        directory.look();
        assertThat(logged()).isEmpty();
    }

    @Test
    void aChangeIsReadOnceItHasSettled() throws IOException {
        write("[" + entry("501", "1") + "]");
        JsonDirectory directory = started();
        assertThat(find(directory, "501")).isInstanceOf(Lookup.Found.class);

        write("[" + entry("502", "1") + "]");
        directory.look();
        assertThat(find(directory, "502")).isEqualTo(new Lookup.NoSuchApartment());
        directory.look();
        assertThat(find(directory, "502")).isInstanceOf(Lookup.Found.class);
        assertThat(find(directory, "501")).isEqualTo(new Lookup.NoSuchApartment());
    }

    @Test
    void anEditorThatTakesTheFileAwayForAMomentDisturbsNobody() throws IOException {
        write("[" + entry("501", "1") + "]");
        JsonDirectory directory = started();
        Files.delete(file());
        directory.look();
        assertThat(find(directory, "501")).isInstanceOf(Lookup.Found.class);
        write("[" + entry("501", "1") + "," + entry("502", "2") + "]");
        directory.look();
        directory.look();
        assertThat(find(directory, "502")).isInstanceOf(Lookup.Found.class);
        Files.delete(file());
        directory.look();
        directory.look();
        assertThat(find(directory, "501")).isEqualTo(new Lookup.NoDirectory());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"apartment_number\":\"501\",\n\"residents\":[\"Fulana Sigilo\"",
                "{\"apartment_number\":\"501\"}",
                "[] []",
                "Fulana Sigilo mora no 501",
                "",
                "[{\"apartment_number\":\"501\" \"residents\":[\"Fulana Sigilo\"]}]",
                "[{\"apartment_number\":\"501\",\"apartment_number\":\"502\"}"
            })
    void aBrokenFileLeavesWhatWasThere(String broken) throws IOException {
        write("[" + entry("501", "1") + "]");
        JsonDirectory directory = started();
        logged();
        write(broken);
        directory.look();
        directory.look();
        directory.look();
        assertThat(find(directory, "501")).isInstanceOf(Lookup.Found.class);
        String said = logged();
        assertThat(said.lines().filter(line -> line.contains("ERROR"))).hasSize(1);
        assertThat(said).contains("apartamentos.json").doesNotContain("Sigilo");
    }

    @Test
    void aBrokenFileIsSaidWithItsLine() throws IOException {
        write("[\n" + entry("501", "1") + ",\n{\"apartment_number\" \"x\"}]");
        started();
        assertThat(logged()).contains("ERROR").contains("in line 3");
    }

    @Test
    void anotherEncodingIsSaid() throws IOException {
        Files.write(file(), ("[{\"residents\":[\"Jos\u00e9\"]}]").getBytes(StandardCharsets.ISO_8859_1));
        started();
        assertThat(logged()).contains("ERROR").contains("UTF-8");
    }

    @Test
    void aBadEntryIsLeftOutAlone() throws IOException {
        write("""
                [{"residents":["Fulana Sigilo"],"voip_number":"1"},
                 {"apartment_number":"502","residents":["Fulana Sigilo"],"voip_number":"ramal da Fulana Sigilo"},
                 {"apartment_number":"503","residents":["Fulana Sigilo"],"voip_number":"3","condominium_id":"dez"},
                 {"apartment_number":"504","residents":"Fulana Sigilo","voip_number":"4"},
                 {"apartment_number":"505","residents":[{"nome":"Fulana Sigilo"}],"voip_number":"5"},
                 "Fulana Sigilo",
                 {"apartment_number":"507","residents":["Fulana Sigilo"],"voip_number":"7"},
                 {"apartment_number":"507","residents":["fulana sigilo"],"voip_number":7},
                 {"apartment_number":"torre","residents":["Fulana Sigilo"],"voip_number":"9"},
                 {"apartment_number":510,"voip_number":1003510,"condominium_id":"10"},
                 {"apartment_number":"511","voip_number":"sip:x@y\\nApplication: System"},
                 {"apartment_number":"512","voip_number":"sip:fulana@10.0.0.1:5060;transport=tcp"},]
                """);
        JsonDirectory directory = started();
        String said = logged();
        for (int bad : new int[] {1, 3, 4, 5, 6, 8}) {
            assertThat(said).contains("entry " + bad + " is left out");
        }
        assertThat(said).contains("entry 2 cannot be rung").contains("entry 11 cannot be rung");
        assertThat(said.lines().filter(line -> line.contains("WARN"))).hasSize(9);
        assertThat(said).doesNotContain("Sigilo").doesNotContainIgnoringCase("fulana");
        assertThat(find(directory, "502")).isEqualTo(new Lookup.NoNumber());
        assertThat(find(directory, "507")).isInstanceOf(Lookup.Found.class);
        assertThat(find(directory, "510")).isInstanceOf(Lookup.Found.class);
        assertThat(find(directory, "511")).isEqualTo(new Lookup.NoNumber());
        assertThat(find(directory, "512")).isInstanceOf(Lookup.Found.class);
        for (String bad : new String[] {"503", "504", "505"}) {
            assertThat(find(directory, bad)).as(bad).isEqualTo(new Lookup.NoSuchApartment());
        }
    }

    @Test
    void theSampleIsRead() throws IOException {
        write(Files.readString(Path.of("../../data/apartamentos.example.json")));
        JsonDirectory directory = started();
        assertThat(logged()).doesNotContain("WARN").doesNotContain("ERROR").contains("entries");
        assertThat(find(directory, "101")).isNotInstanceOf(Lookup.NoDirectory.class);
    }
}
