package io.ramal.http.internal;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionControl;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.RefreshResult;
import io.ramal.http.internal.StatusView.ExtensionView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the database holds of extensions, and steering them. */
final class ExtensionRoutes {
    static final String EXPECTED = "{\"ramal\":\"1003\"} or {\"extension_id\":2}";

    private final Services services;

    ExtensionRoutes(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/extensions", r -> stored()).waiting(),
                Route.post("/api/refresh", r -> refresh()).waiting(),
                Route.post("/api/restart", r -> running(steer(r, ExtensionControl::restart), "restarted"))
                        .waiting(),
                Route.post("/api/stop", r -> told(steer(r, ExtensionControl::stop), "stopped"))
                        .waiting(),
                Route.post("/api/start", r -> running(steer(r, (c, id, force) -> c.start(id)), "started"))
                        .waiting());
    }

    /** One row of the table; the component names are the API. */
    record StoredView(
            int id,
            String ramal_ia,
            String ramal_retorno,
            String ip_servidor,
            @Nullable Integer porta_ia,
            @Nullable Integer porta_retorno,
            int condominio_id) {
        static StoredView of(Extension e) {
            return new StoredView(
                    e.id(),
                    e.number(),
                    e.returnNumber(),
                    e.address(),
                    port(e.port()),
                    port(e.returnPort()),
                    e.condominiumId());
        }

        private static @Nullable Integer port(@Nullable Integer port) {
            return port == null || port == 0 ? null : port;
        }
    }

    /** The table. */
    record StoredList(int total, List<StoredView> extensions) {}

    /** What a refresh changed. */
    record Stats(int removed, int updated, int added, int total_active) {}

    /** The answer to a refresh. */
    record Refreshed(String message, Stats stats) {}

    /** The answer to what was done with one pair. */
    record Steered(String message, ExtensionView extension) {}

    @FunctionalInterface
    private interface Action {
        boolean apply(ExtensionControl control, int id, boolean force);
    }

    private Answer stored() throws IOException {
        List<StoredView> rows =
                services.neededControl().stored().stream().map(StoredView::of).toList();
        return Answer.success(new StoredList(rows.size(), rows));
    }

    private Answer refresh() throws IOException {
        RefreshResult r = services.neededControl().refresh();
        return Answer.success(new Refreshed(
                "the configuration was read anew: " + r.removed() + " removed, " + r.updated() + " updated, "
                        + r.added() + " added; " + r.active() + " listen",
                new Stats(r.removed(), r.updated(), r.added(), r.active())));
    }

    private ExtensionStatus steer(ApiRequest request, Action action) {
        JsonBody body = JsonBody.required(request, EXPECTED, Set.of("ramal", "extension_id", "force"));
        boolean force = body.flag("force").orElse(false);
        int id = id(body);
        if (!action.apply(services.neededControl(), id, force)) {
            throw gone(id);
        }
        return byId(id).orElseThrow(() -> gone(id));
    }

    private static Answer running(ExtensionStatus now, String done) {
        return now.state() == ExtensionState.ERROR
                ? Answer.error(
                        503,
                        "extension " + now.extension().number() + " was " + done + " and does not run: " + now.error())
                : told(now, done);
    }

    private static Answer told(ExtensionStatus now, String done) {
        return Answer.success(new Steered("extension " + now.extension().number() + " " + done, ExtensionView.of(now)));
    }

    private int id(JsonBody body) {
        Optional<String> number = body.word("ramal");
        OptionalInt id = body.integer("extension_id");
        if (number.isPresent() == id.isPresent()) {
            throw body.bad(number.isPresent() ? "ramal and extension_id exclude each other" : "no extension is named");
        }
        if (id.isPresent()) {
            return id.getAsInt();
        }
        return Numbers.find(services.neededExtensions().status(), number.orElseThrow())
                .orElseThrow(() -> new ApiException(404, "there is no extension " + number.orElseThrow()))
                .status()
                .extension()
                .id();
    }

    private Optional<ExtensionStatus> byId(int id) {
        return services.neededExtensions().status().stream()
                .filter(s -> s.extension().id() == id)
                .findFirst();
    }

    private static ApiException gone(int id) {
        return new ApiException(404, "there is no extension with the id " + id);
    }
}
