package io.ramal.shell.internal.commands;

import io.ramal.call.CallSnapshot;
import io.ramal.shell.internal.Timelines;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.support.table.ShellTable;

/** Calls, one on a line. */
final class CallTable {
    private CallTable() {}

    static void print(List<CallSnapshot> calls, ZoneId zone, String empty, PrintStream out) {
        Timelines times = new Timelines(zone);
        ShellTable table = new ShellTable();
        List.of("Short", "Id", "Extension", "Since", "Length", "State", "Legs", "Outcome")
                .forEach(table::column);
        table.column("Turns").alignRight();
        for (CallSnapshot c : calls) {
            Instant until = Objects.requireNonNullElseGet(c.ended(), Instant::now);
            table.addRow()
                    .addContent(
                            c.id().toString().substring(0, CallFinder.SHORT),
                            c.id(),
                            c.extension().number(),
                            times.clock(c.started()),
                            Timelines.seconds(Duration.between(c.started(), until)),
                            c.state(),
                            Timelines.legs(c),
                            Timelines.outcome(c),
                            c.turns());
        }
        table.emptyTableText(empty).print(out);
    }
}
