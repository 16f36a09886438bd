package io.ramal.extensions.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.Extension;
import io.ramal.extensions.internal.source.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows that can run from rows that cannot. A faulty row is disabled alone: of two rows that claim the same port or
 * number the one with the lower id keeps it, and a row that cannot run claims nothing.
 */
final class RowCheck {
    /** Binds every interface; also what an empty address means. */
    static final String ANY = "0.0.0.0";

    private static final Set<String> WILDCARDS = Set.of(ANY, "::", "0:0:0:0:0:0:0:0");
    private static final int SHOWN = 60;

    private final Predicate<String> local;
    private final Map<String, Boolean> locality = new HashMap<>();
    private final Set<Integer> ids = new HashSet<>();
    private final Map<String, Claim> numbers = new HashMap<>();
    private final Map<Integer, Claim> ports = new HashMap<>();

    /**
     * Who has a number or a port.
     *
     * @param bind the address the port is bound on
     * @param next somebody else who has the same port on another address
     */
    private record Claim(
            int id, LegRole role, String bind, @Nullable Claim next) {
        /** Who stands in the way of {@code other}: the same address, or all addresses on either side. */
        @Nullable
        Claim against(String other) {
            if (WILDCARDS.contains(other) || WILDCARDS.contains(bind) || other.equals(bind)) {
                return this;
            }
            return next == null ? null : next.against(other);
        }

        @Override
        public String toString() {
            return "that of the " + (role == LegRole.VISITOR ? "AI" : "return") + " extension of row " + id;
        }
    }

    private RowCheck(Predicate<String> local) {
        this.local = local;
    }

    /**
     * Looks at every row.
     *
     * @param local whether an address can be bound on this machine; asked once for each
     * @return a result for each row, in the same order
     */
    static List<CheckedRow> check(List<Row> rows, Predicate<String> local) {
        RowCheck check = new RowCheck(local);
        List<Integer> order = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> rows.get(i).id()));
        CheckedRow[] checked = new CheckedRow[rows.size()];
        for (int i : order) {
            checked[i] = check.row(rows.get(i));
        }
        return List.of(checked);
    }

    /**
     * A row as an extension, whatever it holds: a port or condominium that cannot be used is 0, a return port that is not
     * set is null.
     */
    static Extension read(Row row) {
        Integer condominium = row.condominiumId();
        return new Extension(
                row.id(),
                row.number(),
                row.returnNumber(),
                row.address().isEmpty() ? ANY : row.address(),
                port(row.port()),
                noReturn(row) ? null : Integer.valueOf(port(row.returnPort())),
                condominium == null ? 0 : condominium);
    }

    private CheckedRow row(Row row) {
        Extension extension = read(row);
        String bind = bindable(extension.address()) ? extension.address() : ANY;
        List<String> faults = new ArrayList<>();
        if (!ids.add(row.id())) {
            faults.add("id " + row.id() + " is in the configuration twice: remove one of the rows");
        }
        shape(row, extension, faults);
        if (faults.isEmpty()) {
            conflicts(extension, bind, faults);
        }
        if (!faults.isEmpty()) {
            return new CheckedRow(extension, bind, String.join("; ", faults));
        }
        claim(extension, bind);
        return new CheckedRow(extension, bind, null);
    }

    /** What is wrong with a row by itself. */
    private static void shape(Row row, Extension extension, List<String> faults) {
        if (row.number().isEmpty()) {
            faults.add("extension_ia_number is empty: give the AI extension a number");
        } else if (!noReturn(row) && row.number().equals(row.returnNumber())) {
            faults.add("extension_ia_return " + quoted(row.returnNumber())
                    + " is the row's own AI extension: give the return extension another number");
        }
        if (extension.port() == 0) {
            faults.add(noPort("extension_ia_number_port", row.port()));
        }
        Integer returnPort = extension.returnPort();
        if (returnPort != null && returnPort == 0) {
            faults.add(noPort("extension_ia_return_port", row.returnPort()));
        }
        if (returnPort != null && returnPort != 0 && returnPort == extension.port()) {
            faults.add("extension_ia_return_port " + quoted(row.returnPort())
                    + " is the row's own extension_ia_number_port: give each extension its own port");
        }
    }

    /** What of it another row has. */
    private void conflicts(Extension extension, String bind, List<String> faults) {
        number("extension_ia_number", extension.number(), faults);
        port("extension_ia_number_port", extension.port(), bind, faults);
        // without a return leg its number is never dialled, and many a table holds a placeholder there
        if (extension.returnPort() != null) {
            number("extension_ia_return", extension.returnNumber(), faults);
            port("extension_ia_return_port", extension.returnPort(), bind, faults);
        }
    }

    private void number(String column, String number, List<String> faults) {
        Claim owner = numbers.get(number);
        if (owner != null) {
            faults.add(column + " " + quoted(number) + " is already " + owner + ": give each extension its own number");
        }
    }

    private void port(String column, int port, String bind, List<String> faults) {
        Claim first = ports.get(port);
        Claim owner = first == null ? null : first.against(bind);
        if (owner != null) {
            faults.add(column + " \"" + port + "\" is already " + owner + ": give each extension its own port");
        }
    }

    private void claim(Extension extension, String bind) {
        for (LegRole role : LegRole.values()) {
            Integer port = CheckedRow.port(extension, role);
            if (port != null) {
                String number = CheckedRow.number(extension, role);
                if (!number.isEmpty()) {
                    numbers.put(number, new Claim(extension.id(), role, bind, null));
                }
                ports.merge(
                        port,
                        new Claim(extension.id(), role, bind, null),
                        (before, now) -> new Claim(now.id, now.role, now.bind, before));
            }
        }
    }

    private boolean bindable(String address) {
        return WILDCARDS.contains(address) || locality.computeIfAbsent(address, local::test);
    }

    private static boolean noReturn(Row row) {
        String port = row.returnPort();
        return port == null || port.isEmpty();
    }

    private static String noPort(String column, @Nullable String value) {
        return column + " " + quoted(value) + " is no port number: set one from 1 to 65535";
    }

    private static int port(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? port : 0;
    }

    /** What an operator typed, fit for a line of a log. */
    private static String quoted(@Nullable String value) {
        String text = value == null ? "" : value;
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
