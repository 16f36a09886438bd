package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:restart}. */
@Service
@Command(
        scope = "ramal",
        name = "restart",
        description = "Closes the ports of pairs of extensions and opens them again",
        detailedDescription = "Also starts a pair that was stopped. Calls that are up on it run to their end unless"
                + " --force is given; other pairs are not touched.")
public final class RestartCommand extends PairsCommand {
    @Option(name = FORCE, description = "End the calls that are up on it, with a goodbye")
    boolean force;

    @Override
    public @Nullable Object execute() {
        force |= forcedBehind();
        return super.execute();
    }

    @Override
    boolean apply(ExtensionControl steering, int id) {
        return steering.restart(id, force);
    }

    @Override
    ExtensionState expected() {
        return ExtensionState.ACTIVE;
    }

    @Override
    String told(ExtensionStatus before, ExtensionStatus now) {
        return "restarted, " + listening(now) + calls(before, force);
    }
}
