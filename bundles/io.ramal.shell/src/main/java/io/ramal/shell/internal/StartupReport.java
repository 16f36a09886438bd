package io.ramal.shell.internal;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The few lines that tell at start what runs, who serves and what is missing. */
final class StartupReport {
    private StartupReport() {}

    /**
     * What is known of the server at one moment.
     *
     * @param source null while nobody manages extensions
     * @param httpPort empty when it is not known
     */
    record View(
            List<ExtensionStatus> extensions,
            @Nullable ExtensionSource source,
            List<ProviderStatus> providers,
            String httpPort) {
        View {
            extensions = List.copyOf(extensions);
            providers = List.copyOf(providers);
        }

        /** What must stay the same for a while before the report is worth printing. */
        List<Object> settling() {
            List<Object> all = new ArrayList<>();
            extensions.forEach(e -> all.add(List.of(
                    e.extension().number(),
                    e.state(),
                    Objects.requireNonNullElse(e.boundPort(), 0),
                    Objects.requireNonNullElse(e.boundReturnPort(), 0))));
            providers.forEach(p ->
                    all.add(List.of(p.info().role(), p.info().id(), p.health().state())));
            return all;
        }
    }

    /** @param readyMillis since the JVM started until the last change */
    static String block(View v, long readyMillis) {
        List<String> lines = new ArrayList<>();
        boolean listening = v.extensions().stream().anyMatch(e -> e.state() == ExtensionState.ACTIVE);
        lines.add(
                listening
                        ? "Ramal is up, " + readyMillis + " ms after the JVM started"
                        : "Ramal has started but listens on no port, " + readyMillis + " ms after the JVM started");
        if (v.source() == null) {
            lines.add(line("calls", "nobody manages extensions: bundle io.ramal.extensions is not running"));
        }
        v.extensions().forEach(e -> lines.add(line("calls", extension(e))));
        if (v.source() == ExtensionSource.COMPATIBILITY) {
            lines.add(line("", "no database and no file: one pair as in compatibility mode"));
        }
        if (!v.httpPort().isEmpty()) {
            lines.add(line("http", "port " + v.httpPort()));
        }
        for (ProviderRole role : Providers.ESSENTIAL) {
            lines.add(line(role.name(), Providers.serving(v.providers(), role)));
        }
        lines.addAll(missing(v));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> missing(View v) {
        List<String> lines = new ArrayList<>();
        for (ProviderRole role : Providers.ESSENTIAL) {
            if (!Providers.available(v.providers(), role)) {
                lines.add(line("missing", "no " + role + ": " + Providers.loss(role)));
            }
        }
        v.providers().stream()
                .map(Providers::complaint)
                .filter(c -> !c.isEmpty())
                .forEach(c -> lines.add(line("not ready", c)));
        return lines;
    }

    private static String extension(ExtensionStatus s) {
        Extension e = s.extension();
        StringBuilder b = new StringBuilder(e.number());
        if (s.boundPort() == null) {
            b.append(" does not listen");
        } else {
            b.append(" on port ").append(port(e.port(), s.boundPort()));
            if (s.boundReturnPort() != null) {
                int configured = Objects.requireNonNullElse(e.returnPort(), s.boundReturnPort());
                b.append(", return ")
                        .append(e.returnNumber())
                        .append(" on port ")
                        .append(port(configured, s.boundReturnPort()));
            }
        }
        return s.error() == null
                ? b.toString()
                : b.append(": ").append(s.error()).toString();
    }

    private static String port(int configured, int bound) {
        return configured == bound ? Integer.toString(bound) : bound + " (configured " + configured + ")";
    }

    private static String line(String name, String what) {
        return String.format("  %-10s %s", name, what);
    }
}
