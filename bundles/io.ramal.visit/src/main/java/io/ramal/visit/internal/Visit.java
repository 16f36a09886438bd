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
 * for whatever happens; nobody is authorised but by the word of the resident's conversation while the visitor is there to stay;
 * the visit is over when both legs are.
 */
final class Visit implements VisitorSide.Owner, ResidentSide.Owner, Calling.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final VisitPlan plan;
    private final Means means;
    private final Consumer<Visit> ended;
    private final View view;
    private final Story story;
    private final Chronicle chronicle;
    private final VisitorSide visitor;
    private final Expectation expectation = new Expectation();
    private final ReturnDoor door;
    private final Ruling ruling;
    private final Gate gate;

    private @Nullable Calling calling;
    /** The resident who is being asked, or was; a leg that was let in is known here a little later than it is in. */
    private @Nullable ResidentSide asked;

    /** What the resident is told; set before a resident can come in. */
    private volatile VisitData told = VisitData.EMPTY;

    private volatile @Nullable ResidentSide resident;
    /** Every leg is hung up, also one that is just coming in. */
    private volatile boolean ending;
    /** The visitor's leg is being ended, by whomever; from then on nobody is let in. */
    private volatile boolean closing;

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
        Instant started = means.clock().instant();
        this.story = new Story(means.nanoClock(), plan.transcripts());
        this.chronicle = new Chronicle(
                line.info(), story, means, means.simulated().test(line.info().callId()));
        this.door = new ReturnDoor(line.info(), plan.resident().hosts(), expectation);
        this.ruling = new Ruling(chronicle);
        this.gate = new Gate(this::gate);
        this.visitor = new VisitorSide(new Watched(line, this::closeSoon), plan, means, story, this);
        this.view = new View(started, chronicle.simulated(), visitor, expectation, story, ruling, gate);
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
        if (side == null || !side.hangup()) {
            return false;
        }
        if (role == LegRole.RESIDENT) {
            // what is still said on that leg comes too late
            visitor.post(() -> decideNothing(Undecided.of(standing())));
        }
        return true;
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
        closeSoon();
        visitor.farewell();
        ResidentSide guest = resident;
        if (guest != null) {
            guest.farewell();
        }
        return true;
    }

    /** The visit as operators see it. */
    CallSnapshot snapshot() {
        return view.of(resident, endedAt);
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
    public void undecided(ResidentSide side, Undecided why) {
        visitor.post(() -> decideNothing(why));
    }

    @Override
    public void residentGone(ResidentSide side) {
        visitor.post(() -> {
            decideNothing(Undecided.of(standing()));
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
        if (standing() != Standing.HERE) {
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
        Dialler dialler = new Dialler(
                means.registry(),
                plan.language(),
                request,
                means.nanoClock(),
                plan.transcripts(),
                chronicle.simulated());
        calling = new Calling(dialler, expectation, visitor::post, means.nanoClock(), plan.resident(), this);
        calling.begin();
    }

    @Override
    public void ringing(int attempt) {
        chronicle.ringing(attempt);
        visitor.converse(new ConversationInput.ResidentRinging(attempt));
    }

    @Override
    public void dialled(int attempt, String provider, String result, String why, Duration duration) {
        chronicle.dialled(attempt, provider, result, why, duration);
    }

    @Override
    public void nobody(VisitOutcome why) {
        if (ruling.without(why)) {
            tellResult();
        }
    }

    // ---- the visit's thread: deciding --------------------------------------------------------------------------

    private void joined(ResidentSide side) {
        asked = side;
        chronicle.joined();
        if (calling != null) {
            calling.joined();
        }
        if (standing() == Standing.HERE) {
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
        decideNothing(Undecided.PROVIDER_ERROR);
        expectation.left();
        overIfEmpty();
    }

    private void decideNothing(Undecided why) {
        decide(why.decision(), "");
    }

    private void decide(ResidentDecision word, String provider) {
        if (ruling.decide(word, provider, standing())) {
            if (word.authorised()) {
                // the visitor is told to come in when it is known whether the gate opens
                openGate();
            } else {
                tellResult();
            }
        }
    }

    /** Whether a resident's word counts now. */
    private Standing standing() {
        if (!visitor.up()) {
            return Standing.GONE;
        }
        return closing ? Standing.CLOSING : Standing.HERE;
    }

    private void openGate() {
        gate.opening(now());
        if (calling == null || !calling.openGate(result -> visitor.post(() -> gate.result(result)))) {
            gate.result(GateResult.FAILED);
        }
    }

    private void gate(GateResult result) {
        chronicle.gate(result);
        tellResult();
    }

    private void tellResult() {
        if (!ruling.pending() && !gate.opening()) {
            visitor.converse(new ConversationInput.ResidentResult(ruling.value(), gate.failed()));
        }
    }

    // ---- the visit's thread: ends ------------------------------------------------------------------------------

    /** The visitor's leg is being ended: what counts ends at once, the rest on the visit's thread. Any thread. */
    private void closeSoon() {
        if (!closing) {
            closing = true;
            visitor.post(this::endCalling);
        }
    }

    @Override
    public void closing() {
        closing = true;
        endCalling();
    }

    /** Nobody is called any more, and who is being asked learns that it is for nobody. */
    private void endCalling() {
        expectation.close();
        if (calling != null) {
            calling.stop();
        }
        if (asked != null && !ruling.decided()) {
            asked.visitorLeft();
        }
    }

    @Override
    public void visitorGone(LineEnd how) {
        chronicle.ended(how);
        ruling.without(withoutResult(how));
        endCalling();
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
        LOG.debug("visit {} is over: {}", id(), ruling.value());
        // told first: whoever waits for the last visit to end stops who is told
        chronicle.over(snapshot());
        ended.accept(this);
    }

    private long now() {
        return means.nanoClock().getAsLong();
    }
}
