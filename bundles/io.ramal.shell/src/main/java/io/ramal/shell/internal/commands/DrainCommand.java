package io.ramal.shell.internal.commands;

import io.ramal.call.Calls;
import io.ramal.call.Reception;
import io.ramal.shell.internal.Countdown;
import io.ramal.shell.internal.Durations;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ramal:drain}. */
@Service
@Command(
        scope = "ramal",
        name = "drain",
        description = "Takes no more visits in, so that the server can be stopped without cutting anybody off",
        detailedDescription = "New visits are refused, so that Asterisk goes on in its dialplan; calls that are up, and"
                + " residents called for them, are served to their end. With --wait the command tells how many are"
                + " still up until none is, and fails when some are after the given time (30, 90s, 5m). Ctrl-C ends"
                + " the wait, not the drain. --off takes visits in again.")
public final class DrainCommand implements Action {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Reference(optional = true)
    @Nullable
    Reception reception;

    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Option(name = "--wait", aliases = "-w", description = "Wait until no call is up")
    boolean wait;

    @Option(name = "--off", description = "Take visits in again")
    boolean off;

    @Argument(name = "seconds", description = "With --wait: at most this long, such as 90, 90s or 5m")
    @Nullable
    String limit;

    PrintStream out = System.out;
    LongSupplier clock = System::nanoTime;
    Countdown.Pause pause = time -> Thread.sleep(time.toMillis());

    @Override
    public @Nullable Object execute() {
        Reception desk = Services.require(reception, "the reception of visits is", "io.ramal.visit");
        if (off && wait) {
            throw new IllegalArgumentException("--wait and --off do not go together");
        }
        if (limit != null && !wait) {
            throw new IllegalArgumentException("\"" + limit + "\" needs --wait before it");
        }
        Duration longest = limit == null ? FOR_EVER : Durations.parse(limit);
        if (off) {
            desk.resume();
            out.println("visits are taken in");
            return null;
        }
        Calls ledger = Services.require(calls, "the ledger of calls is", "io.ramal.visit");
        desk.drain();
        out.println("no more visits are taken in; ramal:drain --off takes them in again");
        if (wait) {
            await(ledger, longest);
        } else {
            out.println(Countdown.text(ledger.active().size()));
        }
        return null;
    }

    private void await(Calls ledger, Duration longest) {
        try {
            int left = new Countdown(() -> ledger.active().size(), clock, pause, out).await(longest);
            if (left > 0) {
                throw new IllegalStateException("still " + Countdown.text(left) + " after " + Durations.rough(longest));
            }
        } catch (InterruptedException e) {
            // Ctrl-C: the session, whose thread this is, goes on
            out.println("no longer waiting; the server still drains");
        }
    }
}
