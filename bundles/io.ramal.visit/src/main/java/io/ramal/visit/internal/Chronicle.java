package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.LineInfo;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.conversation.ResidentDecision;
import io.ramal.dial.GateResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens in one visit: to those who read its story and to those who observe calls. Any thread. */
final class Chronicle {
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final LineInfo visitor;
    private final Story story;
    private final Means means;
    private final boolean simulated;
    private final long started;

    Chronicle(LineInfo visitor, Story story, Means means, boolean simulated) {
        this.simulated = simulated;
        this.visitor = visitor;
        this.story = story;
        this.means = means;
        this.started = means.nanoClock().getAsLong();
    }

    boolean simulated() {
        return simulated;
    }

    void started() {
        tell(new CallEvent.Started(visitor.callId(), visitor.extension(), simulated));
    }

    void ringing(int attempt) {
        story.fact(LegRole.RESIDENT, Kind.DIALLING, "attempt " + attempt, null);
    }

    /** @param why of a failure, for the operator, empty where there is nothing to tell */
    void dialled(int attempt, String provider, String result, String why, Duration duration) {
        story.fact(LegRole.RESIDENT, Kind.DIALLED, why.isEmpty() ? result : result + ": " + why, null);
        if (!why.isEmpty()) {
            LOG.warn("call {}: {} could not ring the resident: {}", visitor.callId(), provider, why);
        }
        tell(new CallEvent.Dialled(visitor.callId(), visitor.extension(), attempt, provider, result, duration));
    }

    void joined() {
        tell(new CallEvent.Joined(visitor.callId(), visitor.extension()));
    }

    /** Words are told only where transcripts are on. */
    void decided(ResidentDecision decision, String provider) {
        ResidentDecision kept = story.transcripts() ? decision : decision.wordless();
        story.fact(LegRole.RESIDENT, Kind.DECIDED, decision.outcome() + " (" + decision.reason() + ")", null);
        tell(new CallEvent.Decided(
                visitor.callId(), visitor.extension(), means.clock().instant(), kept, provider, simulated));
    }

    void gate(GateResult result) {
        story.fact(LegRole.VISITOR, Kind.GATE, result.name(), null);
        tell(new CallEvent.Gate(visitor.callId(), visitor.extension(), result, simulated));
    }

    /** The visitor's leg is over. */
    void ended(LineEnd how) {
        Duration duration = Duration.ofNanos(means.nanoClock().getAsLong() - started);
        tell(new CallEvent.Ended(visitor.callId(), visitor.extension(), how, duration));
    }

    void over(CallSnapshot visit) {
        tell(new CallEvent.Over(visit));
    }

    private void tell(CallEvent event) {
        means.events().accept(event);
    }
}
