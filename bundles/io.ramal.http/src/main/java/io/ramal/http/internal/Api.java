package io.ramal.http.internal;

import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the API. Thread-safe; everything is asked anew for each call. */
final class Api {
    private final Supplier<@Nullable Extensions> extensions;
    private final Supplier<@Nullable ProviderRegistry> registry;
    private final Map<String, Supplier<Answer>> calls = Map.of(
            "/api/status", () -> Answer.success(status()),
            "/api/status.txt", () -> Answer.text(StatusText.of(status())),
            "/live", () -> Answer.success(Map.of()));

    Api(Supplier<@Nullable Extensions> extensions, Supplier<@Nullable ProviderRegistry> registry) {
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

    private StatusView status() {
        Extensions e = extensions.get();
        ProviderRegistry r = registry.get();
        return StatusView.of(
                e == null ? null : e.source(),
                e == null ? List.of() : e.status(),
                r == null ? List.of() : r.providers());
    }
}
