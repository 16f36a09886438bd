package io.ramal.http.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/**
 * Finds the call that was asked for and turns its faults into answers. Thread-safe. Calls run on the web server's
 * threads; of those that wait for a database only a few are let in at once, so that one that hangs does not take all
 * threads with it.
 */
final class Router {
    /** Bodies that are waited for at once: whoever sends one slowly holds a thread of the web server. */
    static final int BODIES_MAX = 16;

    /** Calls that may wait for a database at once. */
    static final int WAITING_MAX = 4;

    private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();
    private final Semaphore waiting = new Semaphore(WAITING_MAX);
    private final Semaphore bodies = new Semaphore(BODIES_MAX);

    Router(Collection<Route> routes) {
        for (Route route : routes) {
            Route twin = this.routes
                    .computeIfAbsent(route.path(), p -> new LinkedHashMap<>())
                    .put(route.method(), route);
            if (twin != null) {
                throw new IllegalArgumentException("two routes for " + route.method() + " " + route.path());
            }
        }
    }

    /** Every call there is. */
    List<Route> routes() {
        return routes.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    Answer answer(ApiRequest request) {
        Map<String, Route> methods = routes.get(request.path());
        if (methods == null) {
            return Answer.error(404, "no such call: " + request.path() + "; GET /api/openapi.json lists what there is");
        }
        Route route = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
        if (route == null) {
            Set<String> allowed = new TreeSet<>(methods.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return Answer.error(
                            405,
                            request.path() + " takes " + String.join(" or ", methods.keySet()) + ", not "
                                    + request.method())
                    .with("Allow", String.join(", ", allowed));
        }
        try {
            ApiRequest received = route.method().equals("POST") ? received(request) : request;
            return route.blocking()
                    ? oneOfFew(route, received)
                    : route.handler().answer(received);
        } catch (ApiException e) {
            return e.answer();
        } catch (IOException e) {
            return Answer.error(503, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Answer oneOfFew(Route route, ApiRequest request) throws IOException {
        if (!waiting.tryAcquire()) {
            return Answer.error(
                            503, "busy: " + WAITING_MAX + " calls are waiting for the configuration already; try again")
                    .with("Retry-After", "5");
        }
        try {
            return route.handler().answer(request);
        } finally {
            waiting.release();
        }
    }

    private ApiRequest received(ApiRequest request) {
        if (!bodies.tryAcquire()) {
            throw new ApiException(
                    Answer.error(503, "busy: " + BODIES_MAX + " other requests are still being received; try again")
                            .with("Retry-After", "5"));
        }
        try {
            return request.received();
        } finally {
            bodies.release();
        }
    }
}
