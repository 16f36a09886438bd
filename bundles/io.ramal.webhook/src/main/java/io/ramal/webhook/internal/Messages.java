package io.ramal.webhook.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is told of which events. Names, apartment and words are told only where the visit's transcripts are on: the events
 * hold none otherwise.
 */
final class Messages {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Clock clock;
    private final Supplier<UUID> ids;

    /** @param ids of deliveries */
    Messages(Clock clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Empty for events nobody is told. */
    Optional<Message> of(CallEvent event) {
        if (event instanceof CallEvent.Started e) {
            return Optional.of(message(
                    "visit.started", e.callId(), e.extension(), clock.instant(), e.simulated(), new JsonObject()));
        }
        if (event instanceof CallEvent.Decided e) {
            return Optional.of(
                    message("visit.decided", e.callId(), e.extension(), e.at(), e.simulated(), decided(e.decision())));
        }
        if (event instanceof CallEvent.Over e) {
            CallSnapshot v = e.visit();
            Instant at = v.ended() == null ? clock.instant() : v.ended();
            return Optional.of(message("visit.ended", v.id(), v.extension(), at, v.simulated(), ended(v, at)));
        }
        return Optional.empty();
    }

    /** Whether it is of a visit nobody is to act on. */
    static boolean simulated(CallEvent event) {
        return event instanceof CallEvent.Started s && s.simulated()
                || event instanceof CallEvent.Decided d && d.simulated()
                || event instanceof CallEvent.Over o && o.visit().simulated();
    }

    private Message message(String event, UUID visit, Extension pair, Instant at, boolean simulated, JsonObject more) {
        UUID delivery = ids.get();
        JsonObject o = new JsonObject();
        o.addProperty("event", event);
        o.addProperty("delivery", delivery.toString());
        o.addProperty("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
        o.addProperty("visit", visit.toString());
        o.addProperty("extension", pair.number());
        o.addProperty("return_extension", pair.returnNumber());
        o.addProperty("condominium_id", pair.condominiumId());
        if (simulated) {
            o.addProperty("simulated", true);
        }
        more.entrySet().forEach(e -> o.add(e.getKey(), e.getValue()));
        return new Message(visit, event, delivery, GSON.toJson(o).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject decided(ResidentDecision d) {
        JsonObject o = new JsonObject();
        o.addProperty("decision", word(d.outcome()));
        o.addProperty("reason", d.reason());
        o.addProperty("key", d.key());
        // an engine that tells no number has understood nothing
        o.addProperty("confidence", Double.isFinite(d.confidence()) ? d.confidence() : 0.0);
        o.addProperty("answers", d.answers());
        if (!d.words().isEmpty()) {
            o.addProperty("words", d.words());
        }
        return o;
    }

    private static JsonObject ended(CallSnapshot v, Instant at) {
        JsonObject o = new JsonObject();
        o.addProperty("outcome", word(v.outcome()));
        o.addProperty("human", v.human());
        // the wall clock may have been set back meanwhile
        o.addProperty(
                "duration_ms", Math.max(0, Duration.between(v.started(), at).toMillis()));
        VisitData data = v.visit();
        if (!data.equals(VisitData.EMPTY)) {
            o.addProperty("intent", data.intent());
            o.addProperty("visitor_name", data.visitorName());
            o.addProperty("apartment", data.apartment());
            o.addProperty("resident_name", data.residentName());
        }
        return o;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
