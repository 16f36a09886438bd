package io.ramal.http.internal;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the API. Thread-safe; everything is asked anew for each call. */
final class Api {
    private final Supplier<@Nullable Extensions> extensions;
    private final Supplier<@Nullable ProviderRegistry> registry;
    private final BooleanSupplier accepting;
    private final Map<String, Supplier<Answer>> calls = Map.of(
            "/api/status", () -> Answer.success(status()),
            "/live", () -> Answer.success(Map.of()),
            "/ready", this::ready);

    /**
     * @param accepting whether somebody takes calls in now
     */
    Api(
            Supplier<@Nullable Extensions> extensions,
            Supplier<@Nullable ProviderRegistry> registry,
            BooleanSupplier accepting) {
        this.accepting = accepting;
        this.extensions = extensions;
        this.registry = registry;
    }

    Answer answer(String method, String path) {
        Supplier<Answer> call = calls.get(path);
        if (call == null) {
            return Answer.error(404, "no such call: " + path);
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.error(405, path + " takes GET, not " + method);
        }
        return call.get();
    }

    /** Whether a call that came now would be answered: 200, or 503 with what is missing. */
    private Answer ready() {
        StatusView status = status();
        List<String> missing = new ArrayList<>();
        if (!accepting.getAsBoolean()) {
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

    private StatusView status() {
        Extensions e = extensions.get();
        ProviderRegistry r = registry.get();
        return StatusView.of(
                e == null ? null : e.source(),
                e == null ? List.of() : e.status(),
                r == null ? List.of() : r.providers());
    }
}
