package io.ramal.shell.internal.commands;

import io.ramal.extension.Extensions;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Numbers of AI extensions. */
@Service
public final class ExtensionCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        extensions == null
                                ? List.of()
                                : extensions.status().stream()
                                        .map(s -> s.extension().number())
                                        .toList())
                .complete(session, line, candidates);
    }
}
