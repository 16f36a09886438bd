package io.ramal.shell.internal.commands;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.shell.internal.Timelines;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:calls}. */
@Service
@Command(
        scope = "ramal",
        name = "calls",
        description = "Lists the calls that are up, or tells the story of one",
        detailedDescription = "Without an id: a table of the calls that are up, and with --recent of those that ended"
                + " lately. With the first characters of an id: its story, with the time each answer took.")
public final class CallsCommand implements Action {
    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Option(name = "--recent", aliases = "-r", description = "Also list calls that ended lately")
    boolean recent;

    @Argument(name = "id", description = "First characters of a call's id")
    @Completion(CallCompleter.class)
    @Nullable
    String id;

    PrintStream out = System.out;
    ZoneId zone = ZoneId.systemDefault();

    @Override
    public @Nullable Object execute() {
        Calls ledger = Services.require(calls, "the ledger of calls is", "io.ramal.visit");
        if (id != null) {
            new Timelines(zone).call(CallFinder.one(ledger, id)).forEach(out::println);
            return null;
        }
        List<CallSnapshot> list = recent ? CallFinder.all(ledger).toList() : ledger.active();
        CallTable.print(list, zone, recent ? "No call is up or ended lately." : "No call is up.", out);
        return null;
    }
}
