package io.ramal.metrics.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.LineStatistics;
import io.ramal.call.Reception;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TurnTimeline;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
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
import io.ramal.provider.ProviderPerformance;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server at work, as its services show it; each may be replaced or taken away. */
final class Samples implements Extensions, ProviderRegistry, Calls, LineStatistics, Reception {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID CALL = UUID.fromString("6a2f6f4e-0000-4000-8000-000000000001");

    List<ExtensionStatus> extensions = new ArrayList<>(List.of(
            listening(1, "1001", 8080, 8080, 3),
            new ExtensionStatus(
                    new Extension(2, "1003", "1004", "0.0.0.0", 8082, null, 10),
                    8083,
                    null,
                    ExtensionState.ACTIVE,
                    0,
                    "port 8082 is taken"),
            new ExtensionStatus(
                    new Extension(3, "1005", "1006", "0.0.0.0", 0, 9001, 11),
                    null,
                    null,
                    ExtensionState.ERROR,
                    0,
                    "no")));
    ConfigurationStatus configuration = new ConfigurationStatus(
            ExtensionSource.FILE, NOW.minusSeconds(90), DatabaseState.DOWN, NOW.minusSeconds(60), "refused", false);
    List<ProviderStatus> providers = List.of(
            provider("vosk", ProviderRole.STT, ProviderHealth.unavailable("no model", "install one"), 0, 7),
            provider("silero", ProviderRole.VAD, ProviderHealth.READY, 2, 40));
    List<CallSnapshot> calls = List.of(call("1001"), call("1001"), call("1003"));
    boolean accepting = true;

    @Nullable
    Extensions extensionsService = this;

    @Nullable
    ProviderRegistry registryService = this;

    @Nullable
    Calls callsService = this;

    @Nullable
    LineStatistics linesService = this;

    @Nullable
    Reception receptionService = this;

    List<CallStatistics> statistics = List.of(
            part("leg", Map.of("stt_results", 4L, "prompts", 0L)), part("visit", Map.of("observer_events", 2L)));

    Metrics metrics(int maxExtensions) {
        return new Metrics(
                "1.2.3",
                maxExtensions,
                new Sources(
                        () -> linesService,
                        () -> extensionsService,
                        () -> registryService,
                        () -> callsService,
                        () -> receptionService,
                        () -> statistics),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static String text(Metrics metrics) {
        return text(metrics, null);
    }

    static String text(Metrics metrics, @Nullable String accept) {
        try {
            return new String(metrics.scrape(accept).body(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Extension extension(String number) {
        return new Extension(1, number, number + "9", "0.0.0.0", 8080, 8081, 10);
    }

    static ExtensionStatus listening(int id, String number, int port, int bound, int legs) {
        return new ExtensionStatus(
                new Extension(id, number, number + "9", "0.0.0.0", port, port + 1, 10),
                bound,
                bound + 1,
                ExtensionState.ACTIVE,
                legs,
                null);
    }

    static ProviderStatus provider(String id, ProviderRole role, ProviderHealth health, int leases, long served) {
        return new ProviderStatus(
                new ProviderInfo(id, role, Set.of(), id),
                health,
                0,
                leases,
                served,
                new ProviderPerformance(
                        served,
                        1,
                        "no text in time",
                        null,
                        ProviderPerformance.Circuit.OPEN,
                        served,
                        Duration.ofMillis(120),
                        Duration.ofMillis(900),
                        Duration.ofMillis(1400)));
    }

    static CallSnapshot call(String number) {
        return new CallSnapshot(
                UUID.randomUUID(),
                extension(number),
                NOW,
                null,
                "talking",
                List.of(LegRole.VISITOR),
                1,
                VisitData.EMPTY,
                List.of());
    }

    /** A visit that is over; a resident was rung after 20 s, again after 32 s, and decided after 50 s, if at all. */
    static CallSnapshot over(VisitOutcome outcome, boolean decided) {
        List<TimelineEntry> story = new ArrayList<>(
                List.of(entry(20, TimelineEntry.Kind.DIALLING), entry(32, TimelineEntry.Kind.DIALLING)));
        if (decided) {
            story.add(entry(50, TimelineEntry.Kind.DECIDED));
        }
        return new CallSnapshot(
                CALL, extension("1001"), NOW, NOW, "ended", List.of(), 1, VisitData.EMPTY, story, outcome, false);
    }

    private static TimelineEntry entry(int seconds, TimelineEntry.Kind kind) {
        return new TimelineEntry(Duration.ofSeconds(seconds), LegRole.RESIDENT, kind, "", null);
    }

    /** Stages of 100, 200, 300, 400 and 20 ms. */
    static TurnTimeline timeline() {
        return new TurnTimeline(
                1,
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofMillis(300),
                Duration.ofMillis(400),
                Duration.ofMillis(20));
    }

    static CallStatistics part(String name, Map<String, Long> drops) {
        return new CallStatistics() {
            @Override
            public String part() {
                return name;
            }

            @Override
            public Map<String, Long> drops() {
                return drops;
            }

            @Override
            public Map<String, Long> counts() {
                return Map.of("answers_ahead_used", 3L);
            }
        };
    }

    @Override
    public List<ExtensionStatus> status() {
        return extensions;
    }

    @Override
    public ConfigurationStatus configuration() {
        return configuration;
    }

    @Override
    public LineStatistics.Snapshot snapshot() {
        return new LineStatistics.Snapshot(
                4,
                1,
                20,
                18,
                5000,
                6000,
                7,
                3,
                2,
                1,
                new HashMap<>(Map.of("not_allowed", 2L)),
                Map.of("unknown_kind", 5L),
                Map.of(LineEnd.CALLER_HANGUP, 12L));
    }

    @Override
    public <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProviderStatus> providers() {
        return providers;
    }

    @Override
    public List<CallSnapshot> active() {
        return calls;
    }

    @Override
    public List<CallSnapshot> recent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CallSnapshot> find(UUID callId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hangup(UUID callId, LegRole role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean end(UUID callId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean accepting() {
        return accepting;
    }

    @Override
    public void drain() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException();
    }
}
