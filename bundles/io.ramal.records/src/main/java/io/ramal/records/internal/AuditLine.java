package io.ramal.records.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.TimelineEntry;
import io.ramal.conversation.ResidentDecision;
import io.ramal.extension.Extension;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the audit.
 *
 * <ul>
 *   <li>{@code decision}: what a resident decided, or that they did not;
 *   <li>{@code gate}: what became of the gate;
 *   <li>{@code ended}: a visit for which a resident was to be rung ended by something else than a decision.
 * </ul>
 *
 * <p>Lines of simulated visits say so; those of others have no such field.
 *
 * @param day in whose file it belongs
 * @param json the line; of the records thread alone once it was handed over
 */
record AuditLine(LocalDate day, JsonObject json) {
    /** Fields of a line. */
    static final String VISIT = "visit";

    static final String WORDS = "words";
    static final String SIMULATED = "simulated";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    /** The line an event makes; empty for most. */
    static Optional<AuditLine> of(CallEvent event, Clock clock) {
        if (event instanceof CallEvent.Decided e) {
            return Optional.of(decision(e, clock));
        }
        if (event instanceof CallEvent.Gate e) {
            AuditLine line = line("gate", e.callId(), e.extension(), clock.instant(), e.simulated(), clock);
            line.json.addProperty("gate", word(e.result()));
            return Optional.of(line);
        }
        if (event instanceof CallEvent.Over e && undecided(e.visit())) {
            return Optional.of(ended(e.visit(), clock));
        }
        return Optional.empty();
    }

    /** A time of day with its offset, to the millisecond. */
    static String time(Instant at, Clock clock) {
        return TIME.format(at.atZone(clock.getZone()));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return text(json);
    }

    static String text(JsonObject json) {
        return GSON.toJson(json);
    }

    private static AuditLine decision(CallEvent.Decided e, Clock clock) {
        ResidentDecision decision = e.decision();
        AuditLine line = line("decision", e.callId(), e.extension(), e.at(), e.simulated(), clock);
        line.json.addProperty("decision", word(decision.outcome()));
        JsonObject how = new JsonObject();
        how.addProperty("class", decision.reason());
        how.addProperty("by", decision.by());
        line.json.add("how", how);
        line.json.addProperty("confidence", rounded(decision.confidence()));
        line.json.addProperty("answers", decision.answers());
        line.json.addProperty("provider", e.provider());
        if (!decision.words().isEmpty()) {
            line.json.addProperty(WORDS, decision.words());
        }
        return line;
    }

    private static AuditLine ended(CallSnapshot visit, Clock clock) {
        Instant at = Objects.requireNonNullElse(visit.ended(), clock.instant());
        AuditLine line = line("ended", visit.id(), visit.extension(), at, visit.simulated(), clock);
        line.json.addProperty("outcome", word(visit.outcome()));
        line.json.addProperty("human", visit.human());
        return line;
    }

    /** Whether a resident was, or was to be, rung, and it was no decision that ended the visit: those have a line already. */
    private static boolean undecided(CallSnapshot visit) {
        return switch (visit.outcome()) {
            case NO_ANSWER, BUSY, REJECTED, UNREACHABLE -> true;
            case VISITOR_LEFT, PENDING -> visit.timeline().stream().anyMatch(AuditLine::ofDialling);
            case AUTHORISED, REFUSED, NO_DECISION, NOT_CALLED -> false;
        };
    }

    private static boolean ofDialling(TimelineEntry e) {
        return e.kind() == TimelineEntry.Kind.DIALLING || e.kind() == TimelineEntry.Kind.DIALLED;
    }

    private static AuditLine line(
            String type, UUID visit, Extension extension, Instant at, boolean simulated, Clock clock) {
        ZonedDateTime local = at.atZone(clock.getZone());
        JsonObject json = new JsonObject();
        json.addProperty("type", type);
        json.addProperty(VISIT, visit.toString());
        json.addProperty("extension", extension.number());
        json.addProperty("condominium", extension.condominiumId());
        json.addProperty("at", TIME.format(local));
        if (simulated) {
            json.addProperty(SIMULATED, true);
        }
        return new AuditLine(local.toLocalDate(), json);
    }

    /** To a thousandth; an engine that tells no number has understood nothing. */
    private static double rounded(double confidence) {
        return Double.isFinite(confidence) ? Math.round(confidence * 1000) / 1000.0 : 0;
    }
}
