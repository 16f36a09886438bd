package io.ramal.visit.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One visit as operators see it. Any thread. */
final class View {
    private final Instant started;
    private final boolean simulated;
    private final VisitorSide visitor;
    private final Expectation expectation;
    private final Story story;
    private final Ruling ruling;
    private final Gate gate;

    View(
            Instant started,
            boolean simulated,
            VisitorSide visitor,
            Expectation expectation,
            Story story,
            Ruling ruling,
            Gate gate) {
        this.started = started;
        this.simulated = simulated;
        this.visitor = visitor;
        this.expectation = expectation;
        this.story = story;
        this.ruling = ruling;
        this.gate = gate;
    }

    /**
     * @param resident who has come in, if anybody has
     * @param ended null while the visit is up
     */
    CallSnapshot of(@Nullable ResidentSide resident, @Nullable Instant ended) {
        List<LegRole> legs = new ArrayList<>(2);
        if (visitor.up()) {
            legs.add(LegRole.VISITOR);
        }
        if (resident != null && resident.up()) {
            legs.add(LegRole.RESIDENT);
        }
        return new CallSnapshot(
                visitor.info().callId(),
                visitor.info().extension(),
                started,
                ended,
                state(resident),
                legs,
                visitor.turns(),
                story.transcripts() ? visitor.data() : VisitData.EMPTY,
                story.entries(),
                ruling.value(),
                visitor.handedOver() || gate.needsHuman(),
                simulated,
                story.transcripts());
    }

    private String state(@Nullable ResidentSide resident) {
        if (resident != null && resident.up()) {
            return "resident: " + resident.state();
        }
        return expectation.waiting() ? "calling the resident" : visitor.state();
    }
}
