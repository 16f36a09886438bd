package io.ramal.shell.internal.commands;

import io.ramal.call.Calls;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Ids of calls that are up or ended lately. */
@Service
public final class CallCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        calls == null
                                ? List.of()
                                : CallFinder.all(calls)
                                        .map(c -> c.id().toString())
                                        .toList())
                .complete(session, line, candidates);
    }
}
