package io.ramal.records.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.LineInfo;
import io.ramal.call.TimelineEntry;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.extension.Extension;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** A visit late in the evening, when it is the next day in Greenwich already. */
final class Samples {
    static final UUID VISIT = UUID.fromString("6a2f6f4e-0000-4000-8000-000000000001");
    static final UUID OTHER = UUID.fromString("6a2f6f4e-0000-4000-8000-000000000002");
    static final Instant NOW = Instant.parse("2026-03-02T01:30:00.250Z");
    static final String TODAY = "2026-03-01";
    static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("America/Sao_Paulo"));
    static final Extension EXTENSION = new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10);
    static final RecordsSettings SETTINGS = new RecordsSettings(365, true, 30, 7, 1L << 30, 0);

    private Samples() {}

    static CallEvent.Decided decided(UUID visit, ResidentDecision decision, String provider) {
        return new CallEvent.Decided(visit, EXTENSION, NOW, decision, provider);
    }

    static CallEvent.Decided refused(UUID visit, String words) {
        return decided(visit, new ResidentDecision(VisitOutcome.REFUSED, "plain-no", false, 0.87654, 2, words), "vosk");
    }

    static CallSnapshot over(UUID visit, VisitOutcome outcome, VisitData data, TimelineEntry... story) {
        return new CallSnapshot(
                visit,
                EXTENSION,
                NOW.minusSeconds(60),
                NOW,
                "ended: CALLER_HANGUP",
                List.of(),
                2,
                data,
                List.of(story),
                outcome,
                true,
                false,
                true);
    }

    /** As the simulator makes it. */
    static CallSnapshot simulated(CallSnapshot v) {
        return new CallSnapshot(
                v.id(),
                v.extension(),
                v.started(),
                v.ended(),
                v.state(),
                v.legs(),
                v.turns(),
                v.visit(),
                v.timeline(),
                v.outcome(),
                v.human(),
                true,
                v.transcripts());
    }

    static CallSnapshot wordless(CallSnapshot v) {
        return new CallSnapshot(
                v.id(),
                v.extension(),
                v.started(),
                v.ended(),
                v.state(),
                v.legs(),
                v.turns(),
                v.visit(),
                v.timeline(),
                v.outcome(),
                v.human());
    }

    static TimelineEntry entry(LegRole leg, TimelineEntry.Kind kind, String text) {
        return new TimelineEntry(Duration.ofMillis(1500), leg, kind, text, null);
    }

    static LineInfo leg(UUID visit, LegRole role) {
        return new LineInfo(visit, role, EXTENSION, new InetSocketAddress("127.0.0.1", 40000));
    }
}
