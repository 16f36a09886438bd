package io.ramal.visit.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.Resident;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.dial.DialRequest;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visit: the visitor's leg, the ringing of the resident, the resident's leg, and what comes of it. Its state lives on
 * the thread of the visitor's leg, which outlasts that leg; the resident's leg and conversation live on their own thread
 * and only tell this one. What other threads read is in final or volatile fields.
 *
 * <p>The rules: a resident is asked at most once and decides at most once; the visitor's conversation is told one result
 * for whatever happens; nobody is authorised but by the word of the resident's conversation while the visitor is there;
 * the visit is over when both legs are.
 */
final class Visit implements VisitorSide.Owner, ResidentSide.Owner, Calling.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final VisitPlan plan;
    private final Means means;
    private final Consumer<Visit> ended;
    private final Instant started;
    private final Story story;
    private final Chronicle chronicle;
    private final VisitorSide visitor;
    private final Expectation expectation = new Expectation();
    private final ReturnDoor door;
    private final Outcome outcome = new Outcome();
    private final Gate gate;

    private @Nullable Calling calling;
    /** The resident who is being asked, or was; a leg that was let in is known here a little later than it is in. */
    private @Nullable ResidentSide asked;

    private boolean decided;
    /** What the resident is told; set before a resident can come in. */
    private volatile VisitData told = VisitData.EMPTY;

    private volatile @Nullable ResidentSide resident;
    private volatile boolean ending;
    private volatile @Nullable Instant endedAt;

    /**
     * Opens a visit on its visitor's line; called on the line's thread.
     *
     * @param ended told once, on the visit's thread, when the last leg is gone
     */
    Visit(Line line, VisitPlan plan, Means means, Consumer<Visit> ended) {
        this.plan = plan;
        this.means = means;
        this.ended = ended;
        this.started = means.clock().instant();
        this.story = new Story(means.nanoClock(), plan.transcripts());
        this.chronicle = new Chronicle(line.info(), story, means);
        this.door = new ReturnDoor(line.info(), plan.resident().hosts(), expectation);
        this.gate = new Gate(this::gateOver);
        this.visitor = new VisitorSide(line, plan, means, story, this);
        chronicle.started();
    }

    // ---- any thread --------------------------------------------------------------------------------------------

    UUID id() {
        return visitor.info().callId();
    }

    Extension extension() {
        return visitor.info().extension();
    }

    LineHandler handler() {
        return visitor.handler();
    }

    /** Hangs up a leg; false when the visit has no such leg. */
    boolean hangup(LegRole role) {
        Side side = role == LegRole.VISITOR ? visitor : resident;
        return side != null && side.hangup();
    }

    /** Hangs up every leg, and lets none in any more. */
    void hangupAll() {
        ending = true;
        expectation.close();
        hangup(LegRole.VISITOR);
        hangup(LegRole.RESIDENT);
    }

    /** Says goodbye on every leg and hangs up; false when the visit is over. */
    boolean farewell() {
        if (endedAt != null) {
            return false;
        }
        visitor.post(this::stopCalling);
        visitor.farewell();
        ResidentSide guest = resident;
        if (guest != null) {
            guest.farewell();
        }
        return true;
    }

    /** The visit as operators see it. */
    CallSnapshot snapshot() {
        List<LegRole> legs = new ArrayList<>(2);
        ResidentSide guest = resident;
        if (visitor.up()) {
            legs.add(LegRole.VISITOR);
        }
        if (guest != null && guest.up()) {
            legs.add(LegRole.RESIDENT);
        }
        return new CallSnapshot(
                id(),
                extension(),
                started,
                endedAt,
                state(guest),
                legs,
                visitor.turns(),
                story.transcripts() ? visitor.data() : VisitData.EMPTY,
                story.entries(),
                outcome.value(),
                visitor.handedOver() || gate.needsHuman());
    }

    private String state(@Nullable ResidentSide guest) {
        if (guest != null && guest.up()) {
            return "resident: " + guest.state();
        }
        return expectation.waiting() ? "calling the resident" : visitor.state();
    }

    // ---- the resident's thread ---------------------------------------------------------------------------------

    /** Lets the resident's leg in, if it is the one; else tells why it is refused, a fixed word. */
    @Nullable
    String refusal(Line line) {
        return door.refusal(line.info());
    }

    /** Gives a leg that was just let in its conversation; called on its thread. */
    LineHandler join(Line line) {
        boolean opened = false;
        try {
            ResidentSide side = new ResidentSide(line, plan, means, story, told, this);
            resident = side;
            opened = true;
            visitor.post(() -> joined(side));
            if (ending) {
                // whoever hangs up everything may not have seen this leg
                side.hangup();
            }
            return side.handler();
        } finally {
            if (!opened) {
                visitor.post(this::notJoined);
            }
        }
    }

    @Override
    public void decided(ResidentSide side, ResidentDecision decision, String provider) {
        visitor.post(() -> decide(decision, provider));
    }

    @Override
    public void undecided(ResidentSide side, String reason) {
        visitor.post(() -> decideNothing(reason));
    }

    @Override
    public void residentGone(ResidentSide side) {
        visitor.post(() -> {
            decideNothing(visitor.up() ? "hangup" : "visitor-left");
            expectation.left();
            overIfEmpty();
        });
    }

    // ---- the visit's thread: calling ---------------------------------------------------------------------------

    @Override
    public void ticked() {
        if (calling != null) {
            calling.tick();
        }
        gate.tick(now());
    }

    @Override
    public void call(VisitData data, Resident who) {
        if (!visitor.up() || ending) {
            return;
        }
        if (calling != null) {
            // one that asks again waits for an answer again
            tellResult();
            return;
        }
        told = data;
        DialRequest request = new DialRequest(
                id(), extension(), who.destination(), plan.resident().ring());
        Dialler dialler = new Dialler(means.registry(), plan.language(), request, means.nanoClock());
        calling = new Calling(dialler, expectation, visitor::post, means.nanoClock(), plan.resident(), this);
        calling.begin();
    }

    @Override
    public void ringing(int attempt) {
        chronicle.ringing(attempt);
        visitor.converse(new ConversationInput.ResidentRinging(attempt));
    }

    @Override
    public void dialled(int attempt, String provider, String result, Duration duration) {
        chronicle.dialled(attempt, provider, result, duration);
    }

    @Override
    public void nobody(VisitOutcome why) {
        if (outcome.without(why)) {
            tellResult();
        }
    }

    private void stopCalling() {
        expectation.close();
        if (calling != null) {
            calling.stop();
        }
    }

    // ---- the visit's thread: deciding --------------------------------------------------------------------------

    private void joined(ResidentSide side) {
        asked = side;
        chronicle.joined();
        if (calling != null) {
            calling.joined();
        }
        if (visitor.up()) {
            visitor.converse(new ConversationInput.ResidentTalking());
        } else {
            side.visitorLeft();
        }
    }

    /** The leg that was let in could not be served; it is closed by the transport. */
    private void notJoined() {
        if (calling != null) {
            calling.joined();
        }
        decideNothing("provider-error");
        expectation.left();
        overIfEmpty();
    }

    private void decideNothing(String reason) {
        if (!decided) {
            decide(new ResidentDecision(VisitOutcome.NO_DECISION, reason, false, 0, 0, ""), "");
        }
    }

    /** The one way to a decision, and of all ways to an outcome the only one to {@link VisitOutcome#AUTHORISED}. */
    private void decide(ResidentDecision decision, String provider) {
        if (decided) {
            return;
        }
        decided = true;
        chronicle.decided(decision, provider);
        if (!visitor.up() || !outcome.decided(decision)) {
            return;
        }
        if (decision.authorised()) {
            openGate();
        } else {
            tellResult();
        }
    }

    private void openGate() {
        gate.opening(now());
        if (calling == null || !calling.openGate(result -> visitor.post(() -> gate.result(result)))) {
            gate.result(GateResult.FAILED);
        }
    }

    /** The visitor is told now, not before: while a code is played to their phone, it hears nothing else. */
    private void gateOver(GateResult result) {
        chronicle.gate(result);
        if (visitor.up()) {
            tellResult();
        }
    }

    private void tellResult() {
        if (!outcome.pending()) {
            visitor.converse(new ConversationInput.ResidentResult(outcome.value()));
        }
    }

    // ---- the visit's thread: ends ------------------------------------------------------------------------------

    @Override
    public void visitorGone(LineEnd how) {
        chronicle.ended(how);
        stopCalling();
        outcome.without(withoutResult(how));
        if (asked != null && !decided) {
            asked.visitorLeft();
        }
        overIfEmpty();
    }

    private VisitOutcome withoutResult(LineEnd how) {
        boolean ours = visitor.conversationEnded() || how == LineEnd.LOCAL_HANGUP || how == LineEnd.SHUTDOWN;
        return ours && calling == null ? VisitOutcome.NOT_CALLED : VisitOutcome.VISITOR_LEFT;
    }

    private void overIfEmpty() {
        if (visitor.up() || expectation.taken() || endedAt != null) {
            return;
        }
        gate.result(GateResult.FAILED);
        if (calling != null) {
            calling.close();
        }
        endedAt = means.clock().instant();
        LOG.debug("visit {} is over: {}", id(), outcome.value());
        ended.accept(this);
        chronicle.over(snapshot());
    }

    private long now() {
        return means.nanoClock().getAsLong();
    }
}
