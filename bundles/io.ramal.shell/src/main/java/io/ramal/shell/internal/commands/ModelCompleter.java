package io.ramal.shell.internal.commands;

import io.ramal.provider.ModelInstaller;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Names of models. */
@Service
public final class ModelCompleter implements Completer {
    @Reference(optional = true)
    List<ModelInstaller> installers = List.of();

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(installers.stream()
                        .flatMap(i -> i.known().stream())
                        .map(ModelInstaller.Model::name)
                        .toList())
                .complete(session, line, candidates);
    }
}
