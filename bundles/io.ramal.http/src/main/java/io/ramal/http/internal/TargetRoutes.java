package io.ramal.http.internal;

import io.ramal.call.LegRole;
import io.ramal.extension.ExtensionStatus;
import java.util.List;

/** Tells the dialplan where an extension really listens. */
final class TargetRoutes {
    private final Services services;

    TargetRoutes(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/asterisk/target", this::target));
    }

    private Answer target(ApiRequest request) {
        String number = Query.parse(request.query()).getOrDefault("ramal", "").strip();
        if (number.isEmpty()) {
            throw new ApiException(400, "which extension? Ask for /api/asterisk/target?ramal=1001");
        }
        Numbers.Match match = Numbers.find(services.neededExtensions().status(), number)
                .orElseThrow(() -> new ApiException(404, "there is no extension " + number));
        ExtensionStatus status = match.status();
        boolean visitor = match.role() == LegRole.VISITOR;
        // the resident's leg of a visit that is up is let in to the end
        if (visitor && !services.accepting()) {
            throw new ApiException(503, "no visits are taken in now");
        }
        Integer port = visitor ? status.boundPort() : status.boundReturnPort();
        if (!visitor && status.extension().returnPort() == null) {
            throw new ApiException(
                    404,
                    "extension " + status.extension().number()
                            + " has no return leg (extension_ia_return_port is empty)");
        }
        if (port == null) {
            String why = status.error();
            throw new ApiException(
                    503,
                    "extension " + number + " does not listen: "
                            + (why == null ? "it is " + status.state().label() : why));
        }
        return Answer.text(host(status.extension().address(), request.localAddress()) + ":" + port + "\n");
    }

    /** An address that is of no use elsewhere is replaced by the one the caller has reached us on. */
    private static String host(String configured, String local) {
        String host = Hosts.bare(configured);
        if (host.isEmpty() || host.equals("*") || Hosts.wildcard(host) || Hosts.loopback(host)) {
            host = Hosts.bare(local);
        }
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
