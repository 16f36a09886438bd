package io.ramal.metrics.internal;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where extensions listen, and how their configuration fares. */
final class ExtensionMetrics {
    private final BoundedLabels ramals;
    private final Consumer<String> forgotten;
    private final Clock clock;

    /** @param forgotten told each extension whose own series end */
    ExtensionMetrics(BoundedLabels ramals, Consumer<String> forgotten, Clock clock) {
        this.ramals = ramals;
        this.forgotten = forgotten;
        this.clock = clock;
    }

    List<Series> read(Extensions extensions) {
        List<ExtensionStatus> status = extensions.status();
        ramals.keep(status.stream().map(s -> s.extension().number()).toList(), forgotten);
        List<Series> all = new ArrayList<>(pairs(status));
        all.addAll(configuration(extensions.configuration()));
        return all;
    }

    private List<Series> pairs(List<ExtensionStatus> status) {
        Series states = Series.gauge("ramal_extensions", "Pairs of extensions by state", "state");
        for (ExtensionState state : ExtensionState.values()) {
            states.add(0, word(state));
        }
        Series listening =
                Series.gauge("ramal_extension_listening", "1 while the port of an extension is open", "ramal", "role");
        Series moved = Series.gauge(
                "ramal_extension_port_moved",
                "1 while an extension listens on another port than configured",
                "ramal",
                "role");
        Series legs = Series.gauge("ramal_extension_legs", "Legs up on an extension", "ramal");
        for (ExtensionStatus s : status) {
            String ramal = ramals.label(s.extension().number());
            states.add(1, word(s.state()));
            port(listening, moved, s.extension().port(), s.boundPort(), ramal, "visitor");
            Integer returnPort = s.extension().returnPort();
            if (returnPort != null) {
                port(listening, moved, returnPort, s.boundReturnPort(), ramal, "resident");
            }
            legs.add(s.activeCalls(), ramal);
        }
        return List.of(states, listening, moved, legs);
    }

    /** A configured port of 0 is none, or any: then none is the wrong one. */
    private static void port(
            Series listening, Series moved, int configured, @Nullable Integer bound, String ramal, String role) {
        listening.add(bound != null, ramal, role);
        moved.add(bound != null && configured != 0 && bound != configured, ramal, role);
    }

    private List<Series> configuration(ConfigurationStatus status) {
        Series database = Series.gauge("ramal_database_state", "1 for the state the database is in", "state");
        for (DatabaseState state : DatabaseState.values()) {
            database.add(state == status.database(), word(state));
        }
        Series source = Series.gauge("ramal_configuration_source", "1 for where the configuration came from", "source");
        for (ExtensionSource s : ExtensionSource.values()) {
            source.add(s == status.source(), word(s));
        }
        Series age = Series.gauge(
                "ramal_configuration_age_seconds", "Time since the database was last seen to hold the configuration");
        if (status.confirmed() != null) {
            age.add(Math.max(
                    0, Duration.between(status.confirmed(), clock.instant()).toMillis() / 1000.0));
        }
        return List.of(
                database,
                source,
                Series.gauge("ramal_configuration_notified", "1 while changes of the table are told at once")
                        .add(status.notified()),
                age);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
