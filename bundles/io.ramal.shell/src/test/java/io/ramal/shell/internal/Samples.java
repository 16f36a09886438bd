package io.ramal.shell.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TurnTimeline;
import io.ramal.conversation.VisitData;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server might tell. */
public final class Samples {
    public static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    public static Extension extension(int port) {
        return new Extension(1, "1001", "1002", "0.0.0.0", port, 8081, 10);
    }

    public static ExtensionStatus listening(int configured, int bound) {
        return new ExtensionStatus(extension(configured), bound, 8081, ExtensionState.ACTIVE, 2, null);
    }

    /** The n-th of many pairs, numbered from 2001. */
    public static ExtensionStatus pair(int n, ExtensionState state, @Nullable String error) {
        Extension e = new Extension(
                n, String.valueOf(2000 + n), String.valueOf(3000 + n), "0.0.0.0", 20_000 + n, 30_000 + n, 7);
        boolean open = state == ExtensionState.ACTIVE;
        return new ExtensionStatus(e, open ? e.port() : null, open ? e.returnPort() : null, state, 0, error);
    }

    /** The database is up since five minutes and was read twelve seconds ago. */
    public static ConfigurationStatus fromDatabase() {
        return new ConfigurationStatus(
                ExtensionSource.DATABASE,
                BEGAN.minusSeconds(12),
                DatabaseState.UP,
                BEGAN.minusSeconds(300),
                null,
                true);
    }

    public static Extensions extensions(ExtensionStatus... all) {
        return extensions(List.of(all));
    }

    /** Tells what is in the list when it is asked. */
    public static Extensions extensions(List<ExtensionStatus> all) {
        return new Extensions() {
            @Override
            public List<ExtensionStatus> status() {
                return List.copyOf(all);
            }

            @Override
            public ConfigurationStatus configuration() {
                return fromDatabase();
            }
        };
    }

    public static ProviderStatus provider(ProviderRole role, String id, ProviderHealth health, String... languages) {
        Set<Locale> set = Arrays.stream(languages).map(Locale::forLanguageTag).collect(Collectors.toSet());
        return new ProviderStatus(new ProviderInfo(id, role, set, "an engine"), health, 7, 1, 42);
    }

    public static ProviderRegistry registry(List<ProviderStatus> providers) {
        return new ProviderRegistry() {
            @Override
            public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
                return Optional.empty();
            }

            @Override
            public List<ProviderStatus> providers() {
                return providers;
            }
        };
    }

    public static CallSnapshot call(String id, boolean ended, TimelineEntry... story) {
        return new CallSnapshot(
                UUID.fromString(id),
                extension(8080),
                BEGAN,
                ended ? BEGAN.plusSeconds(23) : null,
                ended ? "ended: LOCAL_HANGUP" : "listening",
                List.of(LegRole.VISITOR),
                3,
                VisitData.EMPTY.withIntent("visita").withApartment("501"),
                List.of(story));
    }

    public static TimelineEntry entry(long millis, TimelineEntry.Kind kind, String text) {
        return new TimelineEntry(Duration.ofMillis(millis), LegRole.VISITOR, kind, text, null);
    }

    public static TimelineEntry answered(long millis) {
        return new TimelineEntry(
                Duration.ofMillis(millis),
                LegRole.VISITOR,
                TimelineEntry.Kind.ANSWERED,
                "",
                new TurnTimeline(
                        1,
                        Duration.ofMillis(2100),
                        Duration.ofMillis(500),
                        Duration.ofMillis(120),
                        Duration.ofMillis(3),
                        Duration.ofMillis(40),
                        Duration.ofMillis(9)));
    }
}
