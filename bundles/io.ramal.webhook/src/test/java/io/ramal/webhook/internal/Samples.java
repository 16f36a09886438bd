package io.ramal.webhook.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.extension.Extension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of visits. */
final class Samples {
    static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final Extension PAIR = new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10);

    private Samples() {}

    static CallEvent started(UUID visit) {
        return new CallEvent.Started(visit, PAIR);
    }

    /** The same as the simulator makes it. */
    static CallEvent simulated(CallEvent event) {
        if (event instanceof CallEvent.Started e) {
            return new CallEvent.Started(e.callId(), e.extension(), true);
        } else if (event instanceof CallEvent.Decided e) {
            return new CallEvent.Decided(e.callId(), e.extension(), e.at(), e.decision(), e.provider(), true);
        }
        CallSnapshot v = ((CallEvent.Over) event).visit();
        return new CallEvent.Over(new CallSnapshot(
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
                false));
    }

    static CallEvent decided(UUID visit, String words) {
        return new CallEvent.Decided(
                visit,
                PAIR,
                START.plusMillis(41_000),
                new ResidentDecision(VisitOutcome.AUTHORISED, "permission", false, 0.93, 1, words),
                "vosk");
    }

    static CallEvent over(UUID visit, VisitData data) {
        return new CallEvent.Over(new CallSnapshot(
                visit,
                PAIR,
                START,
                START.plusMillis(52_300),
                "ended",
                List.of(),
                4,
                data,
                List.of(),
                VisitOutcome.AUTHORISED,
                true));
    }
}
