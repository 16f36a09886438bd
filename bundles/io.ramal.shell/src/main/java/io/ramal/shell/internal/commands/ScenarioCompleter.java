package io.ramal.shell.internal.commands;

import io.ramal.call.CallSimulator;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Names of scenarios. */
@Service
public final class ScenarioCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    CallSimulator simulator;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(simulator == null ? List.of() : simulator.scenarios())
                .complete(session, line, candidates);
    }
}
