package io.ramal.shell.internal.commands;

import io.ramal.provider.ModelInstaller;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Ids of providers that have models. */
@Service
public final class InstallerCompleter implements Completer {
    @Reference(optional = true)
    List<ModelInstaller> installers = List.of();

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        installers.stream().map(ModelInstaller::provider).toList())
                .complete(session, line, candidates);
    }
}
