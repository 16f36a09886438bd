package io.ramal.shell.internal.commands;

import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Ids of providers that can be tried. */
@Service
public final class ProviderCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    ProviderRegistry registry;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        registry == null
                                ? List.of()
                                : registry.providers().stream()
                                        .filter(p -> p.info().role() != ProviderRole.DIAL)
                                        .map(p -> p.info().id())
                                        .distinct()
                                        .toList())
                .complete(session, line, candidates);
    }
}
