package io.ramal.extensions.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T11:00:00Z");
    private static final Row PAIR = new Row(1, "1001", "1002", "0.0.0.0", "8080", "8081", 10);
    private static final Row ALONE = new Row(2, "1003", "1004", "10.0.0.9", "8082", null, 11);

    @TempDir
    Path folder;

    private Path path;
    private ConfigurationFile file;

    @BeforeEach
    void create() {
        path = folder.resolve("data").resolve("ramais_config.json");
        file = new ConfigurationFile(path);
    }

    @Test
    void writesTheShapeOthersRead() throws IOException {
        file.store(List.of(PAIR, ALONE), THEN);

        assertThat(JsonParser.parseString(Files.readString(path)).toString())
                .isEqualTo(
                        "{\"ramais\":[{\"id\":1,\"ramal_ia\":\"1001\",\"ramal_retorno\":\"1002\",\"ip_servidor\":\"0.0.0.0\","
                                + "\"porta_ia\":8080,\"porta_retorno\":8081,\"condominio_id\":10},"
                                + "{\"id\":2,\"ramal_ia\":\"1003\",\"ramal_retorno\":\"1004\",\"ip_servidor\":\"10.0.0.9\","
                                + "\"porta_ia\":8082,\"porta_retorno\":null,\"condominio_id\":11}]}");
        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR, ALONE), THEN));
    }

    @Test
    void nothingIsThereBeforeTheFirst() throws IOException {
        assertThat(file.read()).isNull();
        assertThat(file.readPrevious()).isNull();
    }

    @Test
    void theSameContentOnlyGetsTheTimeOfItsConfirmation() throws IOException {
        file.store(List.of(PAIR), THEN);
        Object key = Files.readAttributes(path, "unix:ino").get("ino");

        file.store(List.of(PAIR), LATER);

        assertThat(Files.readAttributes(path, "unix:ino")).containsEntry("ino", key);
        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), LATER));
        assertThat(file.readPrevious()).isNull();
    }

    @Test
    void whatSomebodyHasEditedIsNotConfirmed() throws IOException {
        file.store(List.of(PAIR), THEN);
        String written = Files.readString(path);
        Files.writeString(path, written.replace("8081", "8082"));

        assertThat(file.read().confirmed()).isNull();
        assertThat(file.read().rows()).hasSize(1);

        Files.writeString(path, written);
        assertThat(file.read().confirmed()).isEqualTo(THEN);
    }

    @Test
    void aFileWithoutADatabaseWasNeverConfirmed() throws IOException {
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
            FileFormat.write(List.of(PAIR), out);
        }

        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), null));
    }

    @Test
    void aCopyThatIsPutBackWasConfirmedWhenTheDatabaseHeldIt() throws IOException {
        file.store(List.of(PAIR), THEN);
        Path copy = folder.resolve("backup.json");
        Files.copy(path, copy);
        file.store(List.of(ALONE), LATER);

        Files.copy(copy, path, StandardCopyOption.REPLACE_EXISTING);

        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), THEN));
    }

    @Test
    void theTimesOfTheLastFewContentsAreKept() throws IOException {
        for (int i = 1; i <= 20; i++) {
            file.store(List.of(new Row(i, "1001", "1002", "0.0.0.0", "8080", null, 10)), THEN.plusSeconds(i));
        }

        assertThat(confirmations()).content().hasLineCount(8);
        assertThat(file.read().confirmed()).isEqualTo(THEN.plusSeconds(20));
        assertThat(file.readPrevious().confirmed()).isEqualTo(THEN.plusSeconds(19));
    }

    @Test
    void aBrokenListOfTimesConfirmsNothingAndIsReplaced() throws IOException {
        file.store(List.of(PAIR), THEN);
        Files.write(confirmations(), new byte[] {'o', (byte) 0xff, ' ', 'x', '\n', '\n', 0, 0});
        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), null));

        file.store(List.of(PAIR), LATER);
        assertThat(file.read().confirmed()).isEqualTo(LATER);

        Files.delete(confirmations());
        Files.createDirectory(confirmations());
        assertThat(file.read().confirmed()).isNull();
    }

    @Test
    void theCopyBeforeStays() throws IOException {
        file.store(List.of(PAIR), THEN);
        file.store(List.of(ALONE), LATER);

        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(ALONE), LATER));
        assertThat(file.readPrevious()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), THEN));
        assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatIsBrokenIsMovedAsideAndDoesNotReplaceTheGoodCopy() throws IOException {
        file.store(List.of(PAIR), THEN);
        file.store(List.of(ALONE), LATER);
        Files.writeString(path, "{\"ramais\":[{\"id\":1,");

        file.store(List.of(PAIR, ALONE), LATER);

        assertThat(path.resolveSibling("ramais_config.json.broken")).hasContent("{\"ramais\":[{\"id\":1,");
        assertThat(file.readPrevious()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), THEN));
        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR, ALONE), LATER));
    }

    /** Garbage makes the collector run, and that stops every call. */
    @Test
    void thousandsOfRowsAreWrittenWithLittleGarbage() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int id = 1; id <= 10_000; id++) {
            rows.add(new Row(id, "1" + id, "2" + id, "0.0.0.0", String.valueOf(20_000 + id), null, id));
        }
        file.store(rows, THEN);
        Row changed = rows.set(5, new Row(6, "1006", "1007", "0.0.0.0", "8080", "8081", 11));
        long begin = allocated();

        file.store(rows, LATER);

        assertThat((allocated() - begin) / rows.size()).as("bytes a row").isLessThan(400);
        assertThat(file.read().rows()).isEqualTo(rows);
        assertThat(file.readPrevious().rows()).hasSize(10_000).contains(changed);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void rowsWithoutPortsOrCondominiumAreNotInIt() throws IOException {
        List<Row> rows = List.of(
                PAIR,
                new Row(3, "1005", "", "0.0.0.0", "abc", null, 1),
                new Row(4, "1006", "", "0.0.0.0", "0", null, 1),
                new Row(5, "1007", "", "0.0.0.0", "65536", null, 1),
                new Row(6, "1008", "", "0.0.0.0", "+8090", null, 1),
                new Row(7, "1009", "1010", "0.0.0.0", "8091", "?", 1),
                new Row(8, "", "", "0.0.0.0", "8092", null, 1),
                new Row(9, "1011", "", "0.0.0.0", "8093", null, null));

        file.store(rows, THEN);

        assertThat(file.read().rows()).containsExactly(PAIR);
    }

    @Test
    void rowsThatAreAllFaultyLeaveTheLastGoodOnes() throws IOException {
        file.store(List.of(PAIR), THEN);

        file.store(List.of(new Row(3, "1005", "", "0.0.0.0", "abc", null, 1)), LATER);

        assertThat(file.read()).isEqualTo(new ConfigurationFile.Held(List.of(PAIR), THEN));
    }

    @Test
    void whatPeopleWriteByHandIsUnderstood() throws IOException {
        List<Row> rows = FileFormat.read(bytes("""
                \ufeff{ // two gates
                  "ramais": [
                    {"id": "2", "ramal_ia": 1003, "ramal_retorno": 1004.0, "ip_servidor": " 10.0.0.9 ",
                     "porta_ia": "8082", "porta_retorno": "", "condominio_id": "11"},
                    {"id": 1, "ramal_ia": "1001", "ramal_retorno": "1002", "ip_servidor": "0.0.0.0",
                     "porta_ia": 8080.0, "porta_retorno": "8081", "condominio_id": 10, "nota": "garagem"},
                  ]
                }
                """));

        assertThat(rows).containsExactly(PAIR, ALONE);
    }

    @Test
    void whatIsOddAboutAnEntryStaysInIt() throws IOException {
        List<Row> rows = FileFormat.read(bytes("{\"ramais\":[{\"id\":1,\"porta_ia\":\"oitenta\",\"porta_retorno\":1e9},"
                + "{\"ramal_ia\":\"no id\"},{\"id\":1,\"ramal_ia\":\"again\"},7,"
                + "{\"id\":2,\"condominio_id\":\"1O\"}]}"));

        assertThat(rows)
                .containsExactly(
                        new Row(1, "", "", "", "oitenta", "1e9", null), new Row(2, "", "", "", "", null, null));
    }

    @Test
    void saysWhereItIsBroken() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"ramais\":[\n{\"id\":1,\"ramal_ia\":\"10");

        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("http");
        for (String broken : List.of("", "[]", "ramais", "{\"ramais\":{}}", "{\"ramais\":[]} and", "{\"ramais\":[1")) {
            assertThatThrownBy(() -> FileFormat.read(bytes(broken))).as(broken).isInstanceOf(IOException.class);
        }
    }

    private Path confirmations() {
        return path.resolveSibling("ramais_config.json.confirmed");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
