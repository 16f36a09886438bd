package io.ramal.shell.internal.commands;

import io.ramal.call.Reception;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.shell.internal.ConfigurationText;
import io.ramal.shell.internal.Ports;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code ramal:list}. */
@Service
@Command(
        scope = "ramal",
        name = "list",
        description = "Lists the pairs of extensions, their ports and how they fare",
        detailedDescription =
                "A port is shown as 8082>8083 when the configured one was taken and the next free one is"
                        + " used instead, as 8082>- when it is not open, and as - when none is configured. Calls are the legs"
                        + " that are up. Beneath: where the configuration comes from, how old it is, and how the database fares.")
public final class ListCommand implements Action {
    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Reference(optional = true)
    @Nullable
    Reception reception;

    @Option(name = "--faulty", aliases = "-f", description = "Only pairs that do not run as they are configured")
    boolean faulty;

    PrintStream out = System.out;
    Clock clock = Clock.systemUTC();

    @Override
    public @Nullable Object execute() {
        Extensions pairs = Services.extensions(extensions);
        List<ExtensionStatus> all = pairs.status();
        ShellTable table = new ShellTable();
        List.of("Number", "Port", "Return", "Port").forEach(table::column);
        table.column("Condominium").alignRight();
        table.column("State");
        table.column("Calls").alignRight();
        table.column("Remark");
        for (ExtensionStatus s : all) {
            if (faulty && Ports.asConfigured(s)) {
                continue;
            }
            Extension e = s.extension();
            table.addRow()
                    .addContent(
                            e.number(),
                            Ports.brief(e.port(), s.boundPort()),
                            e.returnNumber(),
                            Ports.brief(e.returnPort(), s.boundReturnPort()),
                            e.condominiumId(),
                            s.state().name().toLowerCase(Locale.ROOT),
                            s.activeCalls(),
                            Objects.requireNonNullElse(s.error(), ""));
        }
        table.emptyTableText(faulty ? "Every pair runs as it is configured." : "No extension is configured.")
                .print(out);
        footer(pairs, all);
        return null;
    }

    private void footer(Extensions pairs, List<ExtensionStatus> all) {
        ConfigurationText words = new ConfigurationText(clock);
        out.println("pairs:    " + all.size() + ": " + count(all, ExtensionState.ACTIVE) + " active, "
                + count(all, ExtensionState.STOPPED) + " stopped, " + count(all, ExtensionState.ERROR) + " in error");
        out.println("from:     " + words.source(pairs.configuration()));
        out.println("database: " + words.database(pairs.configuration()));
        if (reception != null && !reception.accepting()) {
            out.println("visits:   refused, the server is draining (ramal:drain --off takes them in again)");
        }
    }

    private static long count(List<ExtensionStatus> all, ExtensionState state) {
        return all.stream().filter(s -> s.state() == state).count();
    }
}
