package io.ramal.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extensions.internal.source.Loaded;
import io.ramal.extensions.internal.source.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of every kind of change, each compared with what a simple model says of its end. */
class RandomTablesTest {
    private static final int STEPS = 400;
    private static final Predicate<String> LOCAL = a -> a.startsWith("10.");

    private final FakeLineServer server = new FakeLineServer();
    private final Map<Integer, Row> rows = new HashMap<>();
    private final Set<Integer> stopped = new HashSet<>();
    private List<CheckedRow> checked = List.of();
    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void onAMachineOfItsOwnExactlyWhatIsConfiguredIsOpen(long seed) {
        random = new Random(seed);
        ExtensionTable table = table(60_000);
        for (int step = 0; step < STEPS; step++) {
            command(table);
            Map<String, FakeLineServer.Port> before = portsOf(wanted());
            edit();
            apply(table);

            List<CheckedRow> wanted = wanted();
            assertThat(server.sockets()).as("step %s", step).isEqualTo(sockets(wanted));
            Map<String, FakeLineServer.Port> after = portsOf(wanted);
            after.forEach((key, port) -> {
                FakeLineServer.Port old = before.get(key);
                if (old != null) {
                    assertThat(port).as("%s keeps its port", key).isSameAs(old);
                }
            });
            assertServed(wanted);
            assertThat(table.status())
                    .allMatch(s -> s.state() == expected(s.extension().id()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void amongOthersEveryPairListensOnceAndAtHomeWhereItCan(long seed) {
        random = new Random(seed);
        int api = 9005;
        ExtensionTable table = table(api);
        for (int step = 0; step < STEPS; step++) {
            command(table);
            edit();
            toggleForeignPortsAndCalls();
            Map<Integer, FakeLineServer.Port> before = byNumber();
            Set<Integer> busy = busy(table);
            apply(table);

            List<CheckedRow> wanted = wanted();
            Set<Integer> configured = configured();
            Set<Integer> seen = new HashSet<>();
            int expected = 0;
            for (CheckedRow row : wanted) {
                ExtensionStatus status = status(table, row.id());
                assertThat(status.state()).isEqualTo(ExtensionState.ACTIVE);
                for (LegRole role : LegRole.values()) {
                    Integer port = CheckedRow.port(row.extension(), role);
                    Integer bound = role == LegRole.VISITOR ? status.boundPort() : status.boundReturnPort();
                    if (port == null) {
                        assertThat(bound).isNull();
                        continue;
                    }
                    expected++;
                    assertThat(bound).isNotNull().isNotEqualTo(api);
                    assertThat(seen.add(bound)).as("port %s twice", bound).isTrue();
                    assertThat(bound.equals(port) || !configured.contains(bound))
                            .as("%s is somebody else's", bound)
                            .isTrue();
                    boolean mayBeHome = port != api && !server.taken.contains(port);
                    if (mayBeHome && !busy.contains(row.id())) {
                        assertThat(bound)
                                .as("row %s in step %s", row.id(), step)
                                .isEqualTo(port);
                    }
                    FakeLineServer.Port old = before.get(port);
                    if (bound.equals(port) && isOf(old, row, role)) {
                        assertThat(server.at(port)).isSameAs(old);
                    }
                    assertThat(status.error() == null).isEqualTo(atHome(status, row.extension()));
                }
            }
            assertThat(server.open())
                    .as("nothing else is open")
                    .isEqualTo(new TreeSet<>(seen))
                    .hasSize(expected);
            assertServedElsewhere(table, wanted);
        }
    }

    /** Without the product's own idea of who may run. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void aRowThatRanAndWasNotEditedKeepsItsDoorsAndNobodyIsDisabledWithoutCause(long seed) {
        random = new Random(seed);
        ExtensionTable table = table(60_000);
        int kept = 0;
        for (int step = 0; step < STEPS; step++) {
            command(table);
            Map<Integer, Row> old = Map.copyOf(rows);
            Map<Integer, List<FakeLineServer.Port>> doors = running(table);
            edit();
            apply(table);

            Map<Integer, List<FakeLineServer.Port>> now = running(table);
            for (Map.Entry<Integer, List<FakeLineServer.Port>> ran : doors.entrySet()) {
                int id = ran.getKey();
                if (old.get(id).equals(rows.get(id))) {
                    assertThat(now).as("row %s in step %s", id, step).containsEntry(id, ran.getValue());
                    kept++;
                }
            }
            List<Row> disabled = rows.values().stream()
                    .filter(r -> !stopped.contains(r.id()) && !now.containsKey(r.id()))
                    .toList();
            for (Row row : disabled) {
                boolean beside = rows.values().stream()
                        .filter(other -> other.id() != row.id() && !disabled.contains(other))
                        .noneMatch(other -> share(row, other));
                assertThat(beside && soundAlone(row))
                        .as("%s has no reason not to run in step %s", row, step)
                        .isFalse();
            }
        }
        assertThat(kept).isGreaterThan(STEPS / 2);
    }

    /** The doors of each pair that listens. */
    private Map<Integer, List<FakeLineServer.Port>> running(ExtensionTable table) {
        return table.status().stream()
                .filter(s -> s.state() == ExtensionState.ACTIVE)
                .collect(Collectors.toMap(
                        s -> s.extension().id(),
                        s -> Stream.of(s.boundPort(), s.boundReturnPort())
                                .flatMap(Stream::ofNullable)
                                .map(server::at)
                                .toList()));
    }

    private static boolean soundAlone(Row row) {
        return !row.number().isEmpty()
                && !row.port().equals("none")
                && !"none".equals(row.returnPort())
                && !row.port().equals(row.returnPort())
                && (row.returnPort() == null || !row.number().equals(row.returnNumber()));
    }

    private static boolean share(Row a, Row b) {
        return claims(a).stream().anyMatch(claims(b)::contains);
    }

    private static Set<String> claims(Row row) {
        return row.returnPort() == null
                ? Set.of("number " + row.number(), row.port())
                : Stream.of("number " + row.number(), row.port(), "number " + row.returnNumber(), row.returnPort())
                        .collect(Collectors.toSet());
    }

    private ExtensionTable table(int api) {
        ExtensionTable table = new ExtensionTable(
                Runnable::run, TableSettings.of(Set.of(api), "0.0.0.0", 8080, 8081), LOCAL, () -> null);
        table.attach(server);
        return table;
    }

    /** Changes up to four rows: adds, removes, renames, moves, swaps, breaks and mends. */
    private void edit() {
        for (int i = random.nextInt(5); i > 0; i--) {
            int id = random.nextInt(6);
            int other = random.nextInt(6);
            if (random.nextInt(4) == 0) {
                rows.remove(id);
            } else if (random.nextInt(4) == 0 && rows.containsKey(id) && rows.containsKey(other)) {
                Row a = rows.get(id);
                Row b = rows.get(other);
                rows.put(id, Rows.ports(a, b.port(), b.returnPort()));
                rows.put(other, Rows.ports(b, a.port(), a.returnPort()));
            } else {
                rows.put(id, row(id));
            }
        }
    }

    private Row row(int id) {
        return new Row(
                id,
                random.nextInt(12) == 0 ? "" : String.valueOf(1000 + random.nextInt(12)),
                String.valueOf(1000 + random.nextInt(12)),
                List.of("0.0.0.0", "0.0.0.0", "203.0.113.1", "").get(random.nextInt(4)),
                port(),
                random.nextInt(4) == 0 ? null : port(),
                random.nextInt(3));
    }

    private String port() {
        return random.nextInt(12) == 0 ? "none" : String.valueOf(9000 + random.nextInt(14));
    }

    private void command(ExtensionTable table) {
        int id = random.nextInt(6);
        switch (random.nextInt(6)) {
            case 0 -> {
                if (table.stop(id, false)) {
                    stopped.add(id);
                }
            }
            case 1 -> {
                table.start(id);
                stopped.remove(id);
            }
            case 2 -> {
                if (random.nextInt(10) == 0) {
                    table.detach(server);
                    assertThat(server.open()).isEmpty();
                    table.attach(server);
                }
            }
            default -> {}
        }
    }

    private void toggleForeignPortsAndCalls() {
        server.taken.removeIf(p -> random.nextBoolean());
        for (int i = random.nextInt(3); i > 0; i--) {
            int port = 9000 + random.nextInt(20);
            if (!server.open().contains(port)) {
                server.taken.add(port);
            }
        }
        for (int port : server.open()) {
            server.at(port).lines = random.nextInt(3) == 0 ? 1 : 0;
        }
    }

    private void apply(ExtensionTable table) {
        table.apply(new Loaded(ExtensionSource.DATABASE, new ArrayList<>(rows.values())));
        stopped.retainAll(rows.keySet());
        checked = RowCheck.check(new ArrayList<>(rows.values()), checked, LOCAL);
    }

    private List<CheckedRow> wanted() {
        return checked.stream()
                .filter(CheckedRow::accepted)
                .filter(r -> !stopped.contains(r.id()))
                .toList();
    }

    private ExtensionState expected(int id) {
        if (stopped.contains(id)) {
            return ExtensionState.STOPPED;
        }
        return wanted().stream().anyMatch(r -> r.id() == id) ? ExtensionState.ACTIVE : ExtensionState.ERROR;
    }

    private Set<Integer> configured() {
        return checked.stream()
                .flatMap(r -> Stream.of(LegRole.values())
                        .flatMap(role -> Stream.ofNullable(CheckedRow.port(r.extension(), role))))
                .collect(Collectors.toSet());
    }

    private static Set<String> sockets(List<CheckedRow> wanted) {
        return wanted.stream()
                .flatMap(r -> Stream.of(LegRole.values())
                        .flatMap(role -> Stream.ofNullable(CheckedRow.port(r.extension(), role)))
                        .map(p -> r.bind() + ":" + p))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Open ports by row, role, address and number. */
    private Map<String, FakeLineServer.Port> portsOf(List<CheckedRow> wanted) {
        Map<String, FakeLineServer.Port> ports = new HashMap<>();
        for (CheckedRow row : wanted) {
            for (LegRole role : LegRole.values()) {
                Integer port = CheckedRow.port(row.extension(), role);
                if (port != null && server.open().contains(port)) {
                    ports.put(row.id() + " " + role + " " + row.bind() + ":" + port, server.at(port));
                }
            }
        }
        return ports;
    }

    private Map<Integer, FakeLineServer.Port> byNumber() {
        return server.open().stream().collect(Collectors.toMap(p -> p, server::at));
    }

    private void assertServed(List<CheckedRow> wanted) {
        for (CheckedRow row : wanted) {
            for (LegRole role : LegRole.values()) {
                Integer port = CheckedRow.port(row.extension(), role);
                if (port != null) {
                    assertThat(server.at(port).extension).isEqualTo(row.extension());
                    assertThat(server.at(port).role).isEqualTo(role);
                }
            }
        }
    }

    private void assertServedElsewhere(ExtensionTable table, List<CheckedRow> wanted) {
        for (CheckedRow row : wanted) {
            Integer bound = status(table, row.id()).boundPort();
            assertThat(bound).isNotNull();
            assertThat(server.at(bound).extension).isEqualTo(row.extension());
        }
    }

    private static boolean isOf(FakeLineServer.@Nullable Port old, CheckedRow row, LegRole role) {
        return old != null && old.extension.id() == row.id() && old.role == role && old.bind.equals(row.bind());
    }

    private static boolean atHome(ExtensionStatus status, Extension extension) {
        Integer bound = status.boundReturnPort();
        return IntStream.of(extension.port()).allMatch(p -> Integer.valueOf(p).equals(status.boundPort()))
                && (extension.returnPort() == null || extension.returnPort().equals(bound));
    }

    private static Set<Integer> busy(ExtensionTable table) {
        return table.status().stream()
                .filter(s -> s.activeCalls() > 0)
                .map(s -> s.extension().id())
                .collect(Collectors.toSet());
    }

    private static ExtensionStatus status(ExtensionTable table, int id) {
        return table.status().stream()
                .filter(s -> s.extension().id() == id)
                .findFirst()
                .orElseThrow();
    }
}
