package io.ramal.shell.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TurnTimeline;
import io.ramal.conversation.VisitData;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The story of a call in lines: time, who, what, and for each answer where its time went. */
public final class Timelines {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    /** @param zone in which the clock is read */
    public Timelines(ZoneId zone) {
        this.zone = zone;
    }

    /** The whole call, a headline first. */
    public List<String> call(CallSnapshot call) {
        List<String> lines = new ArrayList<>();
        lines.add("call " + call.id());
        lines.add("extension " + call.extension().number() + ", began " + clock(call.started()) + ", "
                + (call.ended() == null
                        ? "up, "
                        : "lasted " + seconds(Duration.between(call.started(), call.ended())) + ", ")
                + call.state() + ", " + call.turns() + (call.turns() == 1 ? " turn" : " turns"));
        lines.add("outcome " + outcome(call) + (call.legs().isEmpty() ? "" : ", legs up: " + legs(call)));
        if (!call.visit().equals(VisitData.EMPTY)) {
            lines.add(visit(call.visit()));
        }
        call.timeline().forEach(e -> lines.add(entry(e)));
        return lines;
    }

    /** What has come of the visit, and whether a human goes on with the visitor. */
    public static String outcome(CallSnapshot call) {
        return word(call.outcome()) + (call.human() ? ", a human goes on" : "");
    }

    /** Who is on the line. */
    public static String legs(CallSnapshot call) {
        return call.legs().stream().map(Timelines::word).collect(Collectors.joining("+"));
    }

    /** One line of the story. */
    public static String entry(TimelineEntry e) {
        String line = String.format(Locale.ROOT, "%9s  %-14s %s", offset(e.at()), who(e), what(e));
        return line.stripTrailing();
    }

    /** Where the time of a turn went, the whole wait first. */
    public static String stages(TurnTimeline t) {
        return "after " + millis(t.response()) + ": endpointing " + millis(t.endpointing()) + ", STT " + millis(t.stt())
                + ", AI " + millis(t.ai()) + ", TTS " + millis(t.tts()) + ", playout " + millis(t.playout())
                + " (spoke "
                + seconds(t.speech()) + ")";
    }

    /** Time of day of a moment. */
    public String clock(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    /** A duration to a tenth of a second. */
    public static String seconds(Duration d) {
        return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    }

    private static String who(TimelineEntry e) {
        String person = e.leg() == LegRole.RESIDENT ? "resident" : "visitor";
        return switch (e.kind()) {
            case STARTED, ENDED -> e.leg() == LegRole.RESIDENT ? person : "call";
            case SPEAKING, HEARD, NOT_UNDERSTOOD, DIGIT, NO_INPUT -> person;
            case DIALLING, DIALLED, GATE -> "agent";
            case DECIDED -> "resident";
            case SAYING, SAID, INTERRUPTED, ANSWERED, LEARNED ->
                e.leg() == LegRole.RESIDENT ? "agent>resident" : "agent";
        };
    }

    private static String what(TimelineEntry e) {
        return switch (e.kind()) {
            case STARTED -> text("begins", e);
            case SPEAKING -> text("begins to speak", e);
            case HEARD -> text("said", e);
            case NOT_UNDERSTOOD -> text("was not understood", e);
            case DIGIT -> text("pressed", e);
            case NO_INPUT -> text("is silent", e);
            case SAYING -> text("says", e);
            case SAID -> text("has ended", e);
            case INTERRUPTED -> text("was interrupted", e);
            case ANSWERED -> e.turn() == null ? text("answered", e) : "answered " + stages(e.turn());
            case LEARNED -> text("knows", e);
            case DIALLING -> text("calls the resident", e);
            case DIALLED -> text("called the resident", e);
            case DECIDED -> text("decides", e);
            case GATE -> text("opens the gate", e);
            case ENDED -> text("ends", e);
        };
    }

    private static String text(String verb, TimelineEntry e) {
        return e.text().isBlank() ? verb : verb + ": " + e.text();
    }

    private static String visit(VisitData v) {
        return Stream.of(
                        named("intent", v.intent()),
                        named("visitor", v.visitorName()),
                        named("apartment", v.apartment()),
                        named("resident", v.residentName()))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String named(String name, String value) {
        return value.isEmpty() ? "" : name + " " + value;
    }

    private static String offset(Duration d) {
        long ms = d.toMillis();
        return String.format(Locale.ROOT, "%d:%02d.%03d", ms / 60_000, ms / 1000 % 60, ms % 1000);
    }

    private static String millis(Duration d) {
        return d.toMillis() + " ms";
    }
}
