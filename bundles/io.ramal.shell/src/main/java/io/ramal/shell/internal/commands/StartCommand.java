package io.ramal.shell.internal.commands;

import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code ramal:start}. */
@Service
@Command(
        scope = "ramal",
        name = "start",
        description = "Opens the ports of pairs of extensions that were stopped",
        detailedDescription = "A pair that runs is left alone.")
public final class StartCommand extends PairsCommand {
    @Override
    boolean apply(ExtensionControl steering, int id) {
        return steering.start(id);
    }

    @Override
    ExtensionState expected() {
        return ExtensionState.ACTIVE;
    }

    @Override
    String told(ExtensionStatus before, ExtensionStatus now) {
        return (before.state() == ExtensionState.ACTIVE ? "runs already, " : "started, ") + listening(now);
    }
}
