package io.ramal.shell.internal;

import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Decides when the report is due and what has changed since. Looked at now and then by one thread; knows no clock. Times are
 * nanoseconds.
 */
final class StartupWatch {
    /** Nothing changes for this long: the server has settled. */
    static final long QUIET = Duration.ofMillis(400).toNanos();
    /** Reported at the latest, settled or not. */
    static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private final long start;
    private final LongUnaryOperator millisSinceJvmStart;
    private final StartupReport report;
    private final Map<ProviderRole, Boolean> available = new EnumMap<>(ProviderRole.class);
    private List<Object> last = List.of();
    private long changed;
    private boolean reported;

    /**
     * @param start when watching began
     * @param millisSinceJvmStart of a moment of the same clock
     */
    StartupWatch(long start, LongUnaryOperator millisSinceJvmStart, StartupReport report) {
        this.start = start;
        this.changed = start;
        this.millisSinceJvmStart = millisSinceJvmStart;
        this.report = report;
    }

    boolean reported() {
        return reported;
    }

    /** @return what is to be printed now, line by line; often nothing */
    List<String> look(StartupReport.View view, long now) {
        if (reported) {
            return changes(view);
        }
        List<Object> current = view.settling();
        if (!current.equals(last)) {
            last = current;
            changed = now;
        }
        boolean settled = whole(view) && now - changed >= QUIET;
        if (!settled && now - start < PATIENCE) {
            return List.of();
        }
        reported = true;
        changes(view);
        return List.of(report.block(view, millisSinceJvmStart.applyAsLong(changed)));
    }

    /** Everything one may expect has shown itself, for better or worse. */
    private static boolean whole(StartupReport.View view) {
        // a server whose HTTP port is taken ends itself as soon as it has noticed
        return (view.httpPort().isEmpty() || view.answering())
                && view.extensions().stream().anyMatch(StartupWatch::decided)
                && Providers.ESSENTIAL.stream()
                        .allMatch(role ->
                                view.providers().stream().anyMatch(p -> p.info().role() == role))
                && view.providers().stream().noneMatch(p -> p.health().state() == ProviderHealth.State.STARTING);
    }

    private static boolean decided(ExtensionStatus s) {
        return s.boundPort() != null || s.error() != null;
    }

    private List<String> changes(StartupReport.View view) {
        List<String> lines = new ArrayList<>();
        for (ProviderRole role : Providers.ESSENTIAL) {
            boolean now = Providers.available(view.providers(), role, view.language());
            Boolean before = available.put(role, now);
            if (before != null && before != now) {
                lines.add(
                        now
                                ? "Ramal: " + role + " is served by " + Providers.serving(view.providers(), role)
                                : "Ramal: no " + Providers.wanted(role, view.language()) + " any more, "
                                        + Providers.loss(role) + reasons(view, role));
            }
        }
        return lines;
    }

    private static String reasons(StartupReport.View view, ProviderRole role) {
        StringBuilder b = new StringBuilder();
        view.providers().stream()
                .filter(p -> p.info().role() == role && !p.health().ready())
                .forEach(p -> b.append("; ").append(Providers.complaint(p)));
        return b.toString();
    }
}
