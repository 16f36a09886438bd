package io.ramal.extensions.internal;

import io.ramal.extension.Extension;
import io.ramal.extensions.internal.source.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows that can run from rows that cannot. A faulty row is disabled alone: what it would take from another one that
 * one keeps, and a row that cannot run claims nothing.
 */
final class RowCheck {
    /** Binds every interface; also what an empty address means. */
    static final String ANY = "0.0.0.0";

    /** Every spelling of all interfaces. */
    static final Set<String> WILDCARDS = Set.of(ANY, "::", "0:0:0:0:0:0:0:0");

    private static final int SHOWN = 60;

    private final Predicate<String> local;
    private final Map<String, Boolean> locality = new HashMap<>();

    private RowCheck(Predicate<String> local) {
        this.local = local;
    }

    /**
     * Looks at every row.
     *
     * @param before what came of the last look: a row that was accepted keeps the numbers and ports it still claims
     * @param local whether an address can be bound on this machine; asked once for each
     * @return a result for each row, in the same order
     */
    static List<CheckedRow> check(List<Row> rows, List<CheckedRow> before, Predicate<String> local) {
        RowCheck check = new RowCheck(local);
        return Conflicts.settle(rows.stream().map(check::row).toList(), before);
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
        shape(row, extension, faults);
        return new CheckedRow(extension, bind, faults.isEmpty() ? null : String.join("; ", faults));
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
        if (row.condominiumId() == null) {
            faults.add("condominium_id is empty or no whole number: set the number of the condominium");
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
    static String quoted(@Nullable String value) {
        String text = value == null ? "" : value;
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
