package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallSnapshot;
import io.ramal.call.Leg;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.call.Utterance;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationSession;
import io.ramal.conversation.VisitData;
import io.ramal.extension.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One visit with its visitor's leg. Everything but {@link #snapshot()}, {@link #hangup} and {@link
 * #farewell} runs on the leg's thread; what
 * other threads read is in final or volatile fields.
 */
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    private static final String MDC_CALL = "call";

    private final Line line;
    private final Story story;
    private final Means means;
    private final Instant started;
    private final long startedNanos;
    private final Consumer<Visit> ended;
    private final TalkOver talkOver = new TalkOver();
    private final Leg leg;
    private final ConversationSession conversation;

    private volatile String state = "opening";
    private volatile VisitData data = VisitData.EMPTY;
    private volatile int turns;
    private volatile @Nullable Instant endedAt;

    /**
     * Opens a visit on its visitor's line; called on the line's thread.
     *
     * @param ended told once, on the leg's thread, when the last leg is gone
     */
    Visit(Line line, VisitPlan plan, Means means, Consumer<Visit> ended) {
        this.line = line;
        this.means = means;
        this.started = means.clock().instant();
        this.startedNanos = means.nanoClock().getAsLong();
        this.ended = ended;
        this.story = new Story(means.nanoClock(), plan.transcripts());
        this.leg = means.legs().open(plan.leg(line), this::on);
        boolean opened = false;
        try {
            this.conversation = means.conversations().open(plan.conversation(line, this::execute), this::carryOut);
            opened = true;
        } finally {
            if (!opened) {
                // the leg holds a detector; what it tells at its end finds the visit over
                endedAt = means.clock().instant();
                leg.handler().closed(LineEnd.SHUTDOWN);
            }
        }
        story.fact(LegRole.VISITOR, Kind.STARTED, "extension " + extension().number(), null);
        line.executor().execute(() -> converse(new ConversationInput.Opened(leg.hearsSpeech())));
        means.events().accept(new CallEvent.Started(id(), extension()));
    }

    UUID id() {
        return line.info().callId();
    }

    Extension extension() {
        return line.info().extension();
    }

    LineHandler handler() {
        return leg.handler();
    }

    boolean over() {
        return endedAt != null;
    }

    /** Hangs up a leg; any thread. False when the visit has no such leg. */
    boolean hangup(LegRole role) {
        if (role != LegRole.VISITOR || over()) {
            return false;
        }
        line.hangup();
        return true;
    }

    /** Says goodbye on every leg and hangs up; any thread. False when the visit is over. */
    boolean farewell() {
        if (over()) {
            return false;
        }
        line.executor().execute(leg::farewell);
        return true;
    }

    /** The visit as operators see it; any thread. */
    CallSnapshot snapshot() {
        return new CallSnapshot(
                id(),
                extension(),
                started,
                endedAt,
                state,
                over() ? List.of() : List.of(LegRole.VISITOR),
                turns,
                story.transcripts() ? data : VisitData.EMPTY,
                story.entries());
    }

    private void on(LegEvent event) {
        if (event instanceof LegEvent.Tick tick) {
            converse(new ConversationInput.Tick(tick.nanoTime()));
            return;
        }
        MDC.put(MDC_CALL, id().toString());
        try {
            if (talkOver.on(event)) {
                means.events().accept(new CallEvent.Interrupted(id(), extension()));
            }
            note(event);
        } finally {
            MDC.remove(MDC_CALL);
        }
    }

    private void note(LegEvent event) {
        LegRole who = LegRole.VISITOR;
        if (event instanceof LegEvent.SpeechStarted started) {
            turns = (int) Math.max(turns, started.turn());
            state = "caller speaking";
            story.fact(who, Kind.SPEAKING, "", null);
        } else if (event instanceof LegEvent.Heard heard) {
            state = "thinking";
            story.words(who, Kind.HEARD, heard.text());
            means.events().accept(new CallEvent.Heard(id(), extension(), true));
            converse(new ConversationInput.Heard(heard.turn(), heard.text(), heard.confidence()));
        } else if (event instanceof LegEvent.NotUnderstood not) {
            story.fact(who, Kind.NOT_UNDERSTOOD, not.reason(), null);
            means.events().accept(new CallEvent.Heard(id(), extension(), false));
            converse(new ConversationInput.NotUnderstood(not.turn(), leg.hearsSpeech()));
        } else if (event instanceof LegEvent.Digit digit) {
            story.fact(who, Kind.DIGIT, story.transcripts() ? String.valueOf(digit.digit()) : "", null);
            converse(new ConversationInput.Digit(digit.digit()));
        } else if (event instanceof LegEvent.NoInput none) {
            story.fact(who, Kind.NO_INPUT, String.valueOf(none.count()), null);
            converse(new ConversationInput.NoInput(none.count()));
        } else if (event instanceof LegEvent.Saying saying) {
            state = "talking";
            story.words(who, Kind.SAYING, saying.utterance().text());
        } else if (event instanceof LegEvent.Said said) {
            state = "listening";
            story.fact(who, said.complete() ? Kind.SAID : Kind.INTERRUPTED, "", null);
        } else if (event instanceof LegEvent.Answered answered) {
            story.fact(who, Kind.ANSWERED, "", answered.timeline());
            means.events().accept(new CallEvent.Answered(id(), extension(), answered.timeline()));
        } else if (event instanceof LegEvent.Ended end) {
            end(end.end());
        }
    }

    private void end(LineEnd how) {
        if (over()) {
            return;
        }
        story.fact(LegRole.VISITOR, Kind.ENDED, how.name(), null);
        state = "ended: " + how;
        endedAt = means.clock().instant();
        try {
            conversation.close();
        } catch (RuntimeException | LinkageError e) {
            // its place is given back all the same
            LOG.error("the conversation of call {} failed at its end", id(), e);
        }
        LOG.debug("call ended: {}", how);
        Duration duration = Duration.ofNanos(means.nanoClock().getAsLong() - startedNanos);
        means.events().accept(new CallEvent.Ended(id(), extension(), how, duration));
        ended.accept(this);
    }

    private void converse(ConversationInput input) {
        if (!over()) {
            guarded(() -> conversation.accept(input));
        }
    }

    /** The conversation's way to its thread. */
    private void execute(Runnable task) {
        line.executor().execute(() -> guarded(task));
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            // a caller must never be left in silence: the dialplan goes on to a human
            LOG.error("the conversation of call {} failed; the call is handed back to the dialplan", id(), e);
            leg.hangup();
        }
    }

    private void carryOut(ConversationEvent event) {
        if (event instanceof ConversationEvent.Say say) {
            leg.say(new Utterance(say.turn(), say.text(), say.bargeIn()));
        } else if (event instanceof ConversationEvent.Learned learned) {
            learn(learned);
        } else if (event instanceof ConversationEvent.Hangup) {
            leg.hangupWhenSaid();
        }
    }

    private void learn(ConversationEvent.Learned learned) {
        data = learned.data();
        String known = story.transcripts()
                ? String.join(
                        ", ",
                        List.of(
                                "intent=" + data.intent(),
                                "name=" + data.visitorName(),
                                "apartment=" + data.apartment(),
                                "resident=" + data.residentName()))
                : "";
        story.fact(LegRole.VISITOR, Kind.LEARNED, learned.complete() ? "complete " + known : known, null);
    }
}
