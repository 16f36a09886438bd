package io.ramal.shell.internal.commands;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ramal:hangup}. */
@Service
@Command(
        scope = "ramal",
        name = "hangup",
        description = "Hangs up one leg of a call",
        detailedDescription = "At once and without a goodbye. The call is named by the first characters of its id, as"
                + " ramal:calls shows them; the leg is the visitor's unless resident is given.")
public final class HangupCommand implements Action {
    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Argument(name = "id", description = "First characters of a call's id", required = true)
    @Completion(CallCompleter.class)
    String id = "";

    @Argument(index = 1, name = "who", description = "visitor or resident")
    @Completion(
            value = StringsCompleter.class,
            values = {"visitor", "resident"})
    String who = "visitor";

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() {
        Calls ledger = Services.require(calls, "the ledger of calls is", "io.ramal.visit");
        LegRole role = switch (who.toLowerCase(Locale.ROOT)) {
            case "visitor" -> LegRole.VISITOR;
            case "resident" -> LegRole.RESIDENT;
            default -> throw new IllegalArgumentException("\"" + who + "\" is neither visitor nor resident");
        };
        CallSnapshot call = CallFinder.one(ledger, id);
        if (!ledger.hangup(call.id(), role)) {
            throw new IllegalStateException("call " + call.id() + " has no leg of a " + who + " that is up");
        }
        out.println("hung up the " + who + " of call " + call.id());
        return null;
    }
}
