package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:stop}. */
@Service
@Command(
        scope = "ramal",
        name = "stop",
        description = "Closes the ports of pairs of extensions",
        detailedDescription =
                "Asterisk goes on in its dialplan when it calls one. It stays stopped until ramal:start or"
                        + " ramal:restart, or until the server is restarted. Calls that are up on it run to their end unless"
                        + " --force is given.")
public final class StopCommand extends PairsCommand {
    @Option(name = FORCE, description = "End the calls that are up on it, with a goodbye")
    boolean force;

    @Override
    public @Nullable Object execute() {
        force |= forcedBehind();
        return super.execute();
    }

    @Override
    boolean apply(ExtensionControl steering, int id) {
        return steering.stop(id, force);
    }

    @Override
    ExtensionState expected() {
        return ExtensionState.STOPPED;
    }

    @Override
    String told(ExtensionStatus before, ExtensionStatus now) {
        return "stopped" + calls(before, force);
    }
}
