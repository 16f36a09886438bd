package io.ramal.http.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.LegRole;
import io.ramal.call.Reception;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The calls that are up, and whether more are taken in. */
final class CallRoutes {
    static final String EXPECTED = "{\"call_id\":\"<uuid>\",\"role\":\"visitor\"}";
    static final String EXPECTED_DRAIN = "{\"enabled\":true}";

    /** Stricter than {@link UUID#fromString}, which pads. */
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Services services;

    CallRoutes(Services services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/calls", r -> calls()),
                Route.post("/api/hangup", this::hangup),
                Route.post("/api/drain", this::drain));
    }

    /**
     * A call that is up, without anybody's words; the component names are the API.
     *
     * @param inicio when it began, ISO 8601
     * @param pernas roles of the legs that are up
     * @param outcome what has come of the visit so far
     * @param human whether a human of the gatehouse is to go on with the visitor
     */
    record CallView(
            String id,
            String ramal,
            int condominio_id,
            String inicio,
            String estado,
            List<String> pernas,
            int turnos,
            String outcome,
            boolean human) {
        static CallView of(CallSnapshot c) {
            return new CallView(
                    c.id().toString(),
                    c.extension().number(),
                    c.extension().condominiumId(),
                    c.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                    c.state(),
                    c.legs().stream().map(CallRoutes::word).toList(),
                    c.turns(),
                    word(c.outcome()),
                    c.human());
        }
    }

    /** The calls that are up. */
    record CallList(int total, List<CallView> calls) {}

    /** The answer to a hangup. */
    record HungUp(String message) {}

    /** The answer to a drain, with the calls it waits for. */
    record Drained(String message, boolean aceitando, int total, List<CallView> calls) {}

    private Answer calls() {
        List<CallView> up = up(services.neededCalls());
        return Answer.success(new CallList(up.size(), up));
    }

    private Answer hangup(ApiRequest request) {
        JsonBody body = JsonBody.required(request, EXPECTED, Set.of("call_id", "role"));
        String id = body.word("call_id").orElseThrow(() -> body.bad("call_id is missing"));
        if (!isUuid(id)) {
            throw body.bad("call_id is no UUID");
        }
        LegRole role = switch (body.word("role").orElse("visitor")) {
            case "visitor" -> LegRole.VISITOR;
            case "resident" -> LegRole.RESIDENT;
            default -> throw body.bad("role must be visitor or resident");
        };
        if (!services.neededCalls().hangup(UUID.fromString(id), role)) {
            throw new ApiException(404, "no " + word(role) + "'s leg of a call " + id + " is up");
        }
        return Answer.success(new HungUp("the " + word(role) + "'s leg is being hung up"));
    }

    private Answer drain(ApiRequest request) {
        boolean enabled = JsonBody.optional(request, EXPECTED_DRAIN, Set.of("enabled"))
                .map(b -> b.flag("enabled").orElseThrow(() -> b.bad("enabled is missing")))
                .orElse(true);
        Reception reception = services.neededReception();
        if (enabled) {
            reception.drain();
        } else {
            reception.resume();
        }
        Calls calls = services.calls();
        List<CallView> up = calls == null ? List.of() : up(calls);
        return Answer.success(new Drained(
                enabled ? "new visits are refused; calls that are up go on to their end" : "visits are taken in again",
                services.accepting(),
                up.size(),
                up));
    }

    private static List<CallView> up(Calls calls) {
        return calls.active().stream().map(CallView::of).toList();
    }

    static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
