package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What thousands of rows cost beside the opening of sockets. */
class BigTableTest {
    private static final Logger LOG = LoggerFactory.getLogger(BigTableTest.class);
    private static final int ROWS = 10_000;
    private static final int CHANGES = 10;

    @Test
    void aFewChangesAmongThousandsOfRowsCostLittle() {
        FakeLineServer server = new FakeLineServer();
        ExtensionTable table = new ExtensionTable(
                Runnable::run, TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081), a -> true, () -> null);
        table.attach(server);
        List<Row> rows = new ArrayList<>();
        for (int id = 1; id <= ROWS; id++) {
            rows.add(Rows.ports(Rows.row(id), String.valueOf(20_000 + 2 * id), String.valueOf(20_001 + 2 * id)));
        }
        long begin = cpuNanos();
        assertThat(apply(table, rows)).isEqualTo(new RefreshResult(0, 0, ROWS, ROWS));
        long opened = cpuNanos() - begin;
        assertThat(server.requests).hasSize(2 * ROWS);

        Map<Integer, FakeLineServer.Port> doors =
                server.open().stream().collect(Collectors.toMap(number -> number, server::at));
        long first = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < CHANGES; i++) {
                int at = i * ROWS / CHANGES;
                rows.set(at, Rows.condominium(rows.get(at), 100_000 + round));
            }
            begin = cpuNanos();
            assertThat(apply(table, rows)).isEqualTo(new RefreshResult(0, CHANGES, 0, ROWS));
            long took = cpuNanos() - begin;
            first = round == 0 ? took : first;
            best = Math.min(best, took);
        }
        begin = cpuNanos();
        assertThat(table.restart(ROWS / 2, false)).isTrue();
        long restarted = cpuNanos() - begin;

        assertThat(server.requests).as("nothing but one pair was opened again").hasSize(2 * ROWS + 2);
        int pair = 20_000 + ROWS;
        Map<Integer, FakeLineServer.Port> now =
                server.open().stream().collect(Collectors.toMap(number -> number, server::at));
        assertThat(now).hasSize(2 * ROWS);
        assertThat(now.keySet().stream().filter(number -> now.get(number) != doors.get(number)))
                .containsExactlyInAnyOrder(pair, pair + 1);
        assertThat(doors.values().stream().mapToInt(door -> door.served).sum())
                .as("only changed pairs were told, once for each change")
                .isEqualTo(10 * CHANGES * 2);
        LOG.info(
                "{} rows, CPU: all opened in {} ms, {} changes in {} ms at first, {} ms at best, a restart in {} ms",
                ROWS,
                opened / 1_000_000,
                CHANGES,
                first / 1_000_000,
                best / 1_000_000,
                restarted / 1_000_000);
    }

    /** The collector stops every call: a refresh must not be what makes it run, nor fill what only a full one empties. */
    @Test
    void aRefreshLeavesLittleGarbageAndKeepsWhatHasNotChanged() {
        ExtensionTable table = new ExtensionTable(
                Runnable::run, TableSettings.of(Set.of(8082), "0.0.0.0", 8080, 8081), a -> true, () -> null);
        table.attach(new FakeLineServer());
        apply(table, table(0));
        List<ExtensionStatus> before = table.status();

        long most = 0;
        for (int round = 1; round <= 3; round++) {
            List<Row> rows = table(round);
            long begin = allocated();
            assertThat(apply(table, rows)).isEqualTo(new RefreshResult(0, CHANGES, 0, ROWS));
            most = Math.max(most, allocated() - begin);
        }

        List<ExtensionStatus> after = table.status();
        for (int i = 0; i < ROWS; i++) {
            if (i % (ROWS / CHANGES) == 0) {
                assertThat(after.get(i).extension().condominiumId()).isEqualTo(3);
            } else {
                assertThat(after.get(i).extension())
                        .as("row %d", i)
                        .isSameAs(before.get(i).extension());
            }
        }
        LOG.info("{} rows: {} bytes a row allocated by a refresh", ROWS, most / ROWS);
        assertThat(most / ROWS).as("bytes a row").isLessThan(1500);
    }

    /** All rows as new objects, some of them with another condominium. */
    private static List<Row> table(int condominium) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Row row = Rows.ports(Rows.row(i + 1), String.valueOf(20_000 + i), null);
            rows.add(i % (ROWS / CHANGES) == 0 ? Rows.condominium(row, condominium) : row);
        }
        return rows;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static RefreshResult apply(ExtensionTable table, List<Row> rows) {
        return table.apply(new Loaded(ExtensionSource.DATABASE, rows));
    }

    /** Of this thread, on which the table runs too: the machine may have other things to do. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
