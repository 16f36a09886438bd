package io.ramal.shell.internal;

import io.ramal.extension.ConfigurationStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the configuration comes from, how old it is and how the database fares, in words. */
public final class ConfigurationText {
    private final Clock clock;

    public ConfigurationText(Clock clock) {
        this.clock = clock;
    }

    /** Where the pairs come from: {@code the database, as it was 12 s ago}. */
    public String source(ConfigurationStatus s) {
        return switch (s.source()) {
            case DATABASE -> "the database" + (s.confirmed() == null ? "" : ", as it was " + ago(s.confirmed()));
            case FILE ->
                "the file of the last known configuration"
                        + (s.confirmed() == null
                                ? ", of unknown age"
                                : ", last seen in the database " + ago(s.confirmed()));
            case COMPATIBILITY ->
                "nowhere: neither database nor file holds one, so the pair of the compatibility mode serves";
        };
    }

    /** How the database fares: {@code up for 5 min, changes are told at once}. */
    public String database(ConfigurationStatus s) {
        return switch (s.database()) {
            case NONE -> "none is configured (DB_HOST)";
            case CONNECTING -> "connecting" + since(s.databaseSince()) + reason(s);
            case UP ->
                "up" + since(s.databaseSince())
                        + (s.notified()
                                ? ", changes are told at once"
                                : ", changes are not told: AUTO_REFRESH or ramal:refresh reads them");
            case DOWN -> "down" + since(s.databaseSince()) + reason(s);
        };
    }

    private String ago(Instant then) {
        return Durations.rough(Duration.between(then, clock.instant())) + " ago";
    }

    private String since(@Nullable Instant then) {
        return then == null ? "" : " for " + Durations.rough(Duration.between(then, clock.instant()));
    }

    private static String reason(ConfigurationStatus s) {
        String why = Objects.requireNonNullElse(s.databaseError(), "");
        return why.isBlank() ? "" : ": " + why;
    }
}
