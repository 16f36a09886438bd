package io.ramal.shell.internal.commands;

import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import io.ramal.shell.internal.Providers;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code ramal:providers}. */
@Service
@Command(
        scope = "ramal",
        name = "providers",
        description = "Lists who hears, speaks and thinks, and why some do not",
        detailedDescription = "By role and preference: the highest ranking that is ready and serves the language is"
                + " chosen for the next utterance, unless ramal:use says otherwise. Times are of the last minutes: from the"
                + " end of a turn to its text, from a sentence to its first sound, from a question to its answer. Beneath:"
                + " why a provider is not ready or is left out, what to do about it, and how it failed last.")
public final class ProvidersCommand implements Action {
    @Reference(optional = true)
    @Nullable
    ProviderRegistry registry;

    PrintStream out = System.out;
    Clock clock = Clock.systemUTC();

    @Override
    public @Nullable Object execute() {
        List<ProviderStatus> providers = Services.require(registry, "the provider registry is", "io.ramal.registry")
                .providers();
        ShellTable table = new ShellTable();
        List.of("Role", "Id", "Languages", "State").forEach(table::column);
        List.of("Ranking", "Leases", "Served", "Failed", "p50 ms", "p95 ms")
                .forEach(c -> table.column(c).alignRight());
        table.column("Description");
        for (ProviderStatus p : providers) {
            table.addRow()
                    .addContent(
                            p.info().role(),
                            p.info().id(),
                            Providers.languages(p.info().languages()),
                            Providers.state(p),
                            p.ranking(),
                            p.leases(),
                            p.served(),
                            p.performance().failed(),
                            latency(p, p.performance().p50()),
                            latency(p, p.performance().p95()),
                            p.info().description());
        }
        table.emptyTableText("No provider is registered.").print(out);
        providers.stream().map(Providers::complaint).filter(c -> !c.isEmpty()).forEach(c -> out.println("! " + c));
        Instant now = clock.instant();
        providers.stream()
                .map(p -> Providers.lastFailure(p, now))
                .filter(f -> !f.isEmpty())
                .forEach(f -> out.println("- " + f));
        return null;
    }

    private static String latency(ProviderStatus p, Duration value) {
        return p.performance().measured() == 0 ? "-" : Long.toString(value.toMillis());
    }
}
