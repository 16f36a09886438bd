package io.ramal.shell.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The few lines that tell at start what runs, who serves and what is missing. */
final class StartupReport {
    /** So many pairs, and so many faulty ones, are told one by one. */
    static final int SHOWN = 5;

    private final ConfigurationText words;

    StartupReport(ConfigurationText words) {
        this.words = words;
    }

    /**
     * What is known of the server at one moment.
     *
     * @param configuration null while nobody manages extensions
     * @param language the language calls are held in, null when it is not known
     * @param httpPort empty when it is not known
     * @param answering whether the HTTP API has been seen to answer there
     */
    record View(
            List<ExtensionStatus> extensions,
            @Nullable ConfigurationStatus configuration,
            List<ProviderStatus> providers,
            @Nullable Locale language,
            String httpPort,
            boolean answering) {
        View {
            extensions = List.copyOf(extensions);
            providers = List.copyOf(providers);
        }

        /** What must stay the same for a while before the report is worth printing. */
        List<Object> settling() {
            List<Object> all = new ArrayList<>();
            if (configuration != null) {
                all.add(List.of(configuration.source(), configuration.database()));
            }
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
    String block(View v, long readyMillis) {
        List<String> lines = new ArrayList<>();
        boolean listening = v.extensions().stream().anyMatch(e -> e.state() == ExtensionState.ACTIVE);
        lines.add(
                listening
                        ? "Ramal is up, " + readyMillis + " ms after the JVM started"
                        : "Ramal has started but listens on no port, " + readyMillis + " ms after the JVM started");
        calls(v, lines);
        configuration(v.configuration(), lines);
        if (!v.httpPort().isEmpty()) {
            lines.add(line(
                    "http",
                    v.answering()
                            ? "port " + v.httpPort()
                            : "does not answer yet on port " + v.httpPort() + ", see the log"));
        }
        for (ProviderRole role : Providers.ESSENTIAL) {
            lines.add(line(role.name(), Providers.serving(v.providers(), role)));
        }
        lines.add(line("dial", Providers.serving(v.providers(), ProviderRole.DIAL)));
        missing(v, lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void calls(View v, List<String> lines) {
        if (v.configuration() == null) {
            lines.add(line("calls", "nobody manages extensions: bundle io.ramal.extensions is not running"));
        }
        List<ExtensionStatus> all = v.extensions();
        List<ExtensionStatus> first = all.subList(0, Math.min(SHOWN, all.size()));
        List<ExtensionStatus> rest = all.subList(first.size(), all.size());
        first.forEach(e -> lines.add(line("calls", extension(e))));
        if (rest.isEmpty()) {
            return;
        }
        long listening =
                all.stream().filter(e -> e.state() == ExtensionState.ACTIVE).count();
        lines.add(line("", "and " + rest.size() + " more; " + listening + " of all " + all.size() + " listen"));
        List<ExtensionStatus> faulty =
                rest.stream().filter(e -> e.state() == ExtensionState.ERROR).toList();
        faulty.stream().limit(SHOWN).forEach(e -> lines.add(line("faulty", extension(e))));
        if (faulty.size() > SHOWN) {
            lines.add(line("", "and " + (faulty.size() - SHOWN) + " more that are faulty: ramal:list --faulty"));
        }
    }

    private void configuration(@Nullable ConfigurationStatus c, List<String> lines) {
        if (c == null) {
            return;
        }
        lines.add(line("from", words.source(c)));
        // without a database and without extensions of one's own, that is all there is to say
        if (c.database() != DatabaseState.NONE || c.source() != ExtensionSource.COMPATIBILITY) {
            lines.add(line("database", words.database(c)));
        }
    }

    private static void missing(View v, List<String> lines) {
        for (ProviderRole role : Providers.ESSENTIAL) {
            if (!Providers.available(v.providers(), role, v.language())) {
                lines.add(line("missing", "no " + Providers.wanted(role, v.language()) + ": " + Providers.loss(role)));
            }
        }
        if (v.providers().stream().noneMatch(p -> p.info().role() == ProviderRole.DIAL)) {
            lines.add(line(
                    "missing",
                    "no way to ring residents: " + Providers.loss(ProviderRole.DIAL)
                            + " -> AMI_HOST, AMI_USER and AMI_PASSWORD in .env"));
        }
        v.providers().stream()
                .map(Providers::complaint)
                .filter(c -> !c.isEmpty())
                .forEach(c -> lines.add(line("not ready", c)));
    }

    private static String extension(ExtensionStatus s) {
        Extension e = s.extension();
        StringBuilder b = new StringBuilder(e.number());
        if (s.boundPort() == null) {
            b.append(" does not listen");
        } else {
            b.append(" on ").append(Ports.sentence(e.port(), s.boundPort()));
            if (s.boundReturnPort() != null) {
                b.append(", return ")
                        .append(e.returnNumber())
                        .append(" on ")
                        .append(Ports.sentence(e.returnPort(), s.boundReturnPort()));
            }
        }
        return s.error() == null
                ? b.toString()
                : b.append(": ").append(s.error()).toString();
    }

    private static String line(String name, String what) {
        return String.format("  %-10s %s", name, what);
    }
}
