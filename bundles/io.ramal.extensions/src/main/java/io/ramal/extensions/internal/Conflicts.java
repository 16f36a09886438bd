package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides between rows that claim the same number or port, so that a wrong edit disables the edited row and not the one
 * it runs into: who had the thing the last time keeps it, otherwise the lower id has it. A row that loses one of its
 * claims cannot run and has none.
 */
final class Conflicts {
    private static final List<LegRole> ROLES = List.of(LegRole.values());

    private final Map<Integer, CheckedRow> incumbents = new HashMap<>();
    private final Map<String, List<Claim>> numbers = new HashMap<>();
    private final Map<Integer, List<Claim>> ports = new HashMap<>();
    /** What more than one row claims: of thousands of rows only those need to be looked at closely. */
    private final Set<String> sharedNumbers = new HashSet<>();

    private final BitSet sharedPorts = new BitSet();

    /** A row that could run if it were alone. */
    private static final class Contender {
        final CheckedRow row;
        final List<Claim> claims = new ArrayList<>(4);
        boolean accepted;
        boolean rejected;

        Contender(CheckedRow row) {
            this.row = row;
        }

        boolean keepsAll() {
            return claims.stream().allMatch(Claim::kept);
        }

        /** Whether it is clear now what becomes of it. */
        boolean judge() {
            boolean beaten = false;
            for (Claim mine : claims) {
                for (Claim other : mine.rivals) {
                    if (other.by.rejected || !mine.clashes(other)) {
                        continue;
                    }
                    if (other.by.accepted) {
                        rejected = true;
                        return true;
                    }
                    beaten |= other.beats(mine);
                }
            }
            accepted = !beaten;
            return accepted;
        }

        /** What it lost, and to whom. */
        String lost() {
            List<String> faults = new ArrayList<>();
            for (Claim mine : claims) {
                mine.rivals.stream()
                        .filter(other -> other.by.accepted && mine.clashes(other))
                        .findFirst()
                        .ifPresent(owner -> faults.add(mine.lostTo(owner)));
            }
            return String.join("; ", faults);
        }
    }

    /**
     * A number or port that a row wants.
     *
     * @param bind the address a port is bound on, null for a number
     * @param kept whether the row had it the last time
     * @param rivals everybody's claims on the same, this one among them
     */
    private record Claim(
            Contender by,
            LegRole role,
            String value,
            @Nullable String bind,
            boolean kept,
            List<Claim> rivals) {
        /** Ports clash on the same address, or when either is bound on all. */
        boolean clashes(Claim other) {
            if (other.by == by) {
                return false;
            }
            return bind == null
                    || other.bind == null
                    || bind.equals(other.bind)
                    || RowCheck.WILDCARDS.contains(bind)
                    || RowCheck.WILDCARDS.contains(other.bind);
        }

        boolean beats(Claim other) {
            return kept == other.kept ? by.row.id() < other.by.row.id() : kept;
        }

        String lostTo(Claim owner) {
            boolean visitors = role == LegRole.VISITOR;
            String column = bind == null
                    ? visitors ? "extension_ia_number" : "extension_ia_return"
                    : visitors ? "extension_ia_number_port" : "extension_ia_return_port";
            return column + " " + RowCheck.quoted(value) + " is already that of the "
                    + (owner.role == LegRole.VISITOR ? "AI" : "return") + " extension of row " + owner.by.row.id()
                    + ": give each extension its own " + (bind == null ? "number" : "port");
        }
    }

    private Conflicts(List<CheckedRow> rows, List<CheckedRow> before) {
        for (CheckedRow row : before) {
            if (row.accepted()) {
                incumbents.put(row.id(), row);
            }
        }
        share(rows);
    }

    private void share(List<CheckedRow> rows) {
        Set<String> once = new HashSet<>(rows.size() * 2);
        BitSet used = new BitSet();
        for (CheckedRow row : rows) {
            for (LegRole role : ROLES) {
                Integer port = row.accepted() ? CheckedRow.port(row.extension(), role) : null;
                if (port == null) {
                    continue;
                }
                String number = CheckedRow.number(row.extension(), role);
                if (!number.isEmpty() && !once.add(number)) {
                    sharedNumbers.add(number);
                }
                if (used.get(port)) {
                    sharedPorts.set(port);
                }
                used.set(port);
            }
        }
    }

    private boolean shares(CheckedRow row) {
        for (LegRole role : ROLES) {
            Integer port = CheckedRow.port(row.extension(), role);
            if (port != null
                    && (sharedPorts.get(port) || sharedNumbers.contains(CheckedRow.number(row.extension(), role)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks for conflicts.
     *
     * @param rows what is configured, each looked at by itself
     * @param before what came of the last look
     * @return the rows in the same order, with a fault where one cannot run beside the others
     */
    static List<CheckedRow> settle(List<CheckedRow> rows, List<CheckedRow> before) {
        return new Conflicts(rows, before).settle(rows);
    }

    private List<CheckedRow> settle(List<CheckedRow> rows) {
        CheckedRow[] settled = rows.toArray(CheckedRow[]::new);
        @Nullable Contender[] contenders = new Contender[settled.length];
        Set<Integer> ids = new HashSet<>();
        IntStream.range(0, settled.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> settled[i].id())
                        .thenComparing(i -> !settled[i].equals(incumbents.get(settled[i].id()))))
                .forEach(i -> {
                    CheckedRow row = settled[i];
                    if (!ids.add(row.id())) {
                        settled[i] =
                                row.with("id " + row.id() + " is in the configuration twice: remove one of the rows");
                    } else if (row.accepted() && shares(row)) {
                        contenders[i] = contender(row);
                    }
                });
        decide(Stream.of(contenders).flatMap(Stream::ofNullable).toList());
        for (int i = 0; i < settled.length; i++) {
            Contender contender = contenders[i];
            if (contender != null && contender.rejected) {
                settled[i] = settled[i].with(contender.lost());
            }
        }
        return List.of(settled);
    }

    private static void decide(List<Contender> contenders) {
        Comparator<Contender> byId = Comparator.comparingInt(c -> c.row.id());
        List<Contender> waiting = new ArrayList<>(contenders);
        waiting.sort(
                Comparator.<Contender, Boolean>comparing(c -> !c.keepsAll()).thenComparing(byId));
        while (!waiting.isEmpty()) {
            if (!waiting.removeIf(Contender::judge)) {
                // each waits for another: both were edited to what the other keeps
                Contender lowest = waiting.stream().min(byId).orElseThrow();
                lowest.accepted = true;
                waiting.remove(lowest);
            }
        }
    }

    private Contender contender(CheckedRow row) {
        Contender contender = new Contender(row);
        CheckedRow before = incumbents.get(row.id());
        for (LegRole role : ROLES) {
            Integer port = CheckedRow.port(row.extension(), role);
            // without a return leg its number is never dialled, and many a table holds a placeholder there
            if (port == null) {
                continue;
            }
            String number = CheckedRow.number(row.extension(), role);
            if (!number.isEmpty()) {
                boolean kept = had(before, (e, r) -> number.equals(CheckedRow.number(e, r)));
                add(contender, role, number, null, kept, numbers.computeIfAbsent(number, n -> new ArrayList<>(1)));
            }
            boolean kept = before != null
                    && before.bind().equals(row.bind())
                    && had(before, (e, r) -> port.equals(CheckedRow.port(e, r)));
            add(
                    contender,
                    role,
                    port.toString(),
                    row.bind(),
                    kept,
                    ports.computeIfAbsent(port, p -> new ArrayList<>(1)));
        }
        return contender;
    }

    /** Whether a row had something, on either side: it may swap its own. */
    private static boolean had(@Nullable CheckedRow row, BiPredicate<Extension, LegRole> what) {
        return row != null
                && ROLES.stream()
                        .anyMatch(r -> CheckedRow.port(row.extension(), r) != null && what.test(row.extension(), r));
    }

    private static void add(
            Contender by, LegRole role, String value, @Nullable String bind, boolean kept, List<Claim> rivals) {
        Claim claim = new Claim(by, role, value, bind, kept, rivals);
        by.claims.add(claim);
        rivals.add(claim);
    }
}
