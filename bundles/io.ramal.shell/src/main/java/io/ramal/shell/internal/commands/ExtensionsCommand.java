package io.ramal.shell.internal.commands;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code ramal:extensions}. */
@Service
@Command(
        scope = "ramal",
        name = "extensions",
        description = "Lists the pairs of extensions and their ports",
        detailedDescription = "A port is shown as 8082>8083 when the configured one was taken and the next free one is"
                + " used instead; - means that none is open.")
public final class ExtensionsCommand implements Action {
    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() {
        Extensions pairs = Services.require(extensions, "the manager of extensions is", "io.ramal.extensions");
        ShellTable table = new ShellTable();
        List.of("Number", "Port", "Return", "Port", "Address").forEach(table::column);
        table.column("Condominium").alignRight();
        table.column("State");
        table.column("Calls").alignRight();
        table.column("Remark");
        for (ExtensionStatus s : pairs.status()) {
            Extension e = s.extension();
            table.addRow()
                    .addContent(
                            e.number(),
                            ports(e.port(), s.boundPort()),
                            e.returnNumber(),
                            ports(e.returnPort(), s.boundReturnPort()),
                            e.address(),
                            e.condominiumId(),
                            s.state().name().toLowerCase(Locale.ROOT),
                            s.activeCalls(),
                            Objects.requireNonNullElse(s.error(), ""));
        }
        table.emptyTableText("No extension is configured.").print(out);
        out.println("from: " + pairs.source().name().toLowerCase(Locale.ROOT));
        return null;
    }

    static String ports(@Nullable Integer configured, @Nullable Integer bound) {
        if (bound == null) {
            return configured == null ? "-" : configured + ">-";
        }
        return bound.equals(configured) || configured == null ? bound.toString() : configured + ">" + bound;
    }
}
