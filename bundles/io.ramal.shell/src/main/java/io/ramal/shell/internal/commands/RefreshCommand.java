package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.RefreshResult;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:refresh}. */
@Service
@Command(
        scope = "ramal",
        name = "refresh",
        description = "Reads the extensions from the database and applies the difference",
        detailedDescription = "Only pairs that have changed are touched, and calls that are up go on. When the database"
                + " cannot be read the command fails with the reason and nothing changes.")
public final class RefreshCommand implements Action {
    @Reference(optional = true)
    @Nullable
    ExtensionControl control;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws IOException {
        RefreshResult r;
        try {
            r = Services.control(control).refresh();
        } catch (IOException e) {
            throw new IOException("nothing was changed: " + e.getMessage(), e);
        }
        out.println("removed " + r.removed() + ", updated " + r.updated() + ", added " + r.added() + "; " + r.active()
                + (r.active() == 1 ? " pair listens" : " pairs listen"));
        return null;
    }
}
