package io.ramal.http.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.extension.AsteriskConfig;
import io.ramal.extension.ExtensionStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What Asterisk asks: where an extension really listens, how a call goes on, and how it is to be set up. */
final class AsteriskRoutes {
    private final Services services;

    AsteriskRoutes(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/asterisk/target", this::target),
                Route.get("/api/asterisk/after", this::after),
                Route.get("/api/asterisk/config", this::config));
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

    /** One word for the dialplan, which has the visitor back: {@code human} or {@code hangup}. */
    private Answer after(ApiRequest request) {
        String id = Query.parse(request.query()).getOrDefault("call", "").strip();
        if (!CallRoutes.isUuid(id)) {
            throw new ApiException(400, "which call? Ask for /api/asterisk/after?call=<uuid>");
        }
        CallSnapshot call = services.neededCalls()
                .find(UUID.fromString(id))
                .orElseThrow(() -> new ApiException(404, "no call " + id + " is up or ended lately"));
        return Answer.text(call.human() ? "human\n" : "hangup\n");
    }

    private Answer config(ApiRequest request) {
        AsteriskConfig config = services.neededAsterisk();
        Map<String, String> query = Query.parse(request.query());
        String file = query.getOrDefault("file", "all").strip();
        // on which the caller has reached us; the same machine's programs are told so
        String local = Hosts.bare(request.localAddress());
        String host = query.getOrDefault("host", Hosts.loopback(local) ? "" : local);
        try {
            return Answer.text(file.equals("all") ? config.renderAll(host) : config.render(file, host));
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
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
