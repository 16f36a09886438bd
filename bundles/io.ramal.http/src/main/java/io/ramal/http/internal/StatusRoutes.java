package io.ramal.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the server fares, and what it can be asked. */
final class StatusRoutes {
    private final Services services;
    private final Clock clock;
    private final String description = description();

    StatusRoutes(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/status", r -> Answer.success(status())),
                Route.get("/api/openapi.json", r -> Answer.json(description)),
                Route.get("/live", r -> Answer.success(Map.of())),
                Route.get("/ready", r -> ready()));
    }

    private StatusView status() {
        return StatusView.of(services, clock.instant());
    }

    /** Whether a call that came now would be answered: 200, or 503 with what is missing. */
    private Answer ready() {
        StatusView status = status();
        List<String> missing = new ArrayList<>();
        if (!status.aceitando()) {
            missing.add("calls are not accepted");
        }
        if (status.extensions().stream().noneMatch(e -> e.porta_ia() != null)) {
            missing.add("no extension listens");
        }
        // without STT callers are heard by keypad: worse, but served
        for (String role : List.of("vad", "tts", "ai")) {
            if (status.providers().stream()
                    .noneMatch(p -> p.role().equals(role) && p.state().equals("ready"))) {
                missing.add("no " + role + " provider is ready");
            }
        }
        status.providers().stream()
                .filter(p -> p.state().equals("starting"))
                .forEach(p -> missing.add(p.id() + " is starting"));
        return missing.isEmpty() ? Answer.success(Map.of()) : Answer.error(503, String.join("; ", missing));
    }

    private static String description() {
        try (InputStream in = StatusRoutes.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
