package io.ramal.shell.internal.commands;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderChoices;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Numbers of AI extensions, and the word for all of them. */
@Service
public final class UseExtensionCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Stream<String> numbers = extensions == null
                ? Stream.of()
                : extensions.status().stream().map(s -> s.extension().number());
        return new StringsCompleter(
                        Stream.concat(Stream.of(ProviderChoices.ALL), numbers).toList())
                .complete(session, line, candidates);
    }
}
