package io.ramal.shell.internal.commands;

import io.ramal.call.CallSimulator;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.shell.internal.Addresses;
import io.ramal.shell.internal.Durations;
import io.ramal.shell.internal.Timelines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ramal:simulate}. */
@Service
@Command(
        scope = "ramal",
        name = "simulate",
        description = "Plays a visit to this server: visitor, resident and what must come of it",
        detailedDescription =
                "Tells what visitor and resident do and hear as it happens, then the server's own story of"
                        + " the visit with the time each answer took, and the outcome. Fails when the visit does not go as the"
                        + " scenario expects. No real telephone rings: where a scenario tells of no resident, nobody picks up."
                        + " Scenarios are played by speech where the server understands it, else by keypad; --list tells which"
                        + " there are.")
public final class SimulateCommand implements Action {
    private static final int END_LOOKS = 40;
    private static final long LOOK_MILLIS = 50;

    @Reference(optional = true)
    @Nullable
    CallSimulator simulator;

    @Reference(optional = true)
    @Nullable
    Extensions extensions;

    @Reference(optional = true)
    @Nullable
    Calls calls;

    @Option(name = "--scenario", aliases = "-s", description = "A scenario's name, or the path of a scenario file")
    @Completion(ScenarioCompleter.class)
    String scenario = "auto";

    @Option(
            name = "--extension",
            aliases = "-e",
            description = "The AI extension to call; without it, the first that listens, also for residents")
    @Completion(ExtensionCompleter.class)
    @Nullable
    String extension;

    @Option(name = "--language", aliases = "-l", description = "The caller's language")
    @Completion(
            value = StringsCompleter.class,
            values = {"pt-BR", "en-US"})
    String language = "pt-BR";

    @Option(
            name = "--apartment",
            aliases = "-a",
            description = "The apartment the visitor wants; it must be in data/apartamentos.json")
    String apartment = CallSimulator.Request.APARTMENT;

    @Option(
            name = "--wav",
            aliases = "-w",
            description = "Stereo WAV to write: the visitor's call left, the resident's right; of a scenario in which"
                    + " no resident picks up, the visitor left and the agent right")
    @Completion(FileCompleter.class)
    @Nullable
    String wav;

    @Option(name = "--limit", description = "The call fails after this time: 60s, 2m")
    String limit = "300s";

    @Option(name = "--list", description = "Lists the scenarios that ship with the server and does nothing else")
    boolean list;

    PrintStream out = System.out;
    ZoneId zone = ZoneId.systemDefault();

    @Override
    public @Nullable Object execute() throws IOException, InterruptedException {
        CallSimulator caller = Services.require(simulator, "the simulated caller is", "io.ramal.simulator");
        if (list) {
            scenarios(caller);
            return null;
        }
        ExtensionStatus target = target(Services.extensions(extensions));
        CallSimulator.Request request = new CallSimulator.Request(
                Addresses.local(target.extension().address()),
                port(target),
                scenario,
                Locale.forLanguageTag(language),
                wav == null ? null : Path.of(wav).toAbsolutePath(),
                Durations.parse(limit),
                apartment.strip());
        CallSimulator.Report report = caller.run(request, this::show);
        story(report.callId());
        out.printf(
                Locale.ROOT,
                "%s: %s. %s, %d frames received, gap p99 %.1f ms, max %.1f ms%n",
                report.passed() ? "passed" : "FAILED",
                report.verdict(),
                Timelines.seconds(report.duration()),
                report.frames(),
                report.p99GapMillis(),
                report.maxGapMillis());
        if (request.recording() != null) {
            out.println("recorded in " + request.recording());
        }
        if (!report.passed()) {
            throw new IllegalStateException("the simulated call failed: " + report.verdict());
        }
        return null;
    }

    private void scenarios(CallSimulator caller) throws IOException {
        for (String name : caller.scenarios()) {
            out.printf(Locale.ROOT, "%-20s %s%n", name, caller.about(name));
        }
    }

    private void show(CallSimulator.Step step) {
        out.printf(Locale.ROOT, "%8.2f s  %s%n", step.at().toMillis() / 1000.0, step.what());
        out.flush();
    }

    /** The server may notice the end of the call a moment after the caller. */
    private void story(UUID id) throws InterruptedException {
        Calls ledger = calls;
        if (ledger == null) {
            out.println("the server's story of the call is not known: io.ramal.visit is not running");
            return;
        }
        Optional<CallSnapshot> call = ledger.find(id);
        for (int i = 0; i < END_LOOKS && (call.isEmpty() || call.get().ended() == null); i++) {
            Thread.sleep(LOOK_MILLIS);
            call = ledger.find(id);
        }
        out.println();
        if (call.isEmpty()) {
            out.println("the server knows nothing of call " + id);
        } else {
            new Timelines(zone).call(call.get()).forEach(out::println);
            out.println();
            out.println(outcome(call.get()));
        }
        out.println();
    }

    private static String outcome(CallSnapshot call) {
        return "outcome: " + call.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (call.human() ? ", a human of the gatehouse goes on" : "");
    }

    private ExtensionStatus target(Extensions pairs) {
        if (extension != null) {
            return ExtensionFinder.one(pairs.status(), extension);
        }
        return pairs.status().stream()
                .filter(s -> s.boundPort() != null)
                .min(Comparator.comparing(s -> s.boundReturnPort() == null))
                .orElseThrow(() -> new IllegalStateException("no extension listens on a port; ramal:list tells why"));
    }

    private static int port(ExtensionStatus s) {
        Integer bound = s.boundPort();
        if (bound == null) {
            throw new IllegalStateException("extension " + s.extension().number() + " does not listen: "
                    + (s.error() == null ? s.state().label() : s.error()));
        }
        return bound;
    }
}
