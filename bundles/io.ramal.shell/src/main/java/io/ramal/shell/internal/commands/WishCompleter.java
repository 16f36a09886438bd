package io.ramal.shell.internal.commands;

import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Choices that can be made: {@code tts=espeak}, and {@code tts=auto} to take one back. */
@Service
public final class WishCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    ProviderRegistry registry;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(registry == null ? List.of() : wishes(registry.providers()))
                .complete(session, line, candidates);
    }

    static List<String> wishes(List<ProviderStatus> providers) {
        return providers.stream()
                .map(ProviderStatus::info)
                .flatMap(i -> Stream.of(i.id(), UseCommand.AUTO)
                        .map(id -> i.role().name().toLowerCase(Locale.ROOT) + "=" + id))
                .distinct()
                .toList();
    }
}
