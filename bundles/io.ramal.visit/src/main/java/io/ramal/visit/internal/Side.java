package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.Leg;
import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import io.ramal.call.TimelineEntry.Kind;
import io.ramal.call.Utterance;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationSession;
import io.ramal.conversation.VisitData;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One leg of a visit and the conversation held on it. Everything runs on the leg's thread, but for {@link #up}, {@link
 * #hangup}, {@link #farewell}, {@link #post}, {@link #onLeg} and {@link #state}.
 */
abstract class Side {
    private static final Logger LOG = LoggerFactory.getLogger(Side.class);
    private static final String MDC_CALL = "call";

    private final Line line;
    private final Story story;
    private final Means means;
    private final Serial thread;
    private final TalkOver talkOver = new TalkOver();
    private final Leg leg;
    private final LineHandler handler;
    private final ConversationSession conversation;

    private boolean opened;
    /** The conversation has failed; it is not asked again. */
    private boolean broken;

    private volatile String state = "opening";
    private volatile boolean up = true;

    /**
     * Opens a leg and a conversation on a line; called on the line's thread.
     *
     * @param visit what is known of the visit
     */
    Side(Line line, VisitPlan plan, Means means, Story story, VisitData visit) {
        this.line = line;
        this.thread = new Serial(line.executor());
        this.means = means;
        this.story = story;
        this.leg = means.legs().open(plan.leg(line, means.vocabulary()), this::on);
        this.handler = plan.recordings()
                ? Recorded.of(line.info(), leg.handler(), means.recorder().get())
                : leg.handler();
        try {
            this.conversation =
                    means.conversations().open(plan.conversation(line, this::converseLater, visit), this::carryOut);
            opened = true;
        } finally {
            if (!opened) {
                // the leg holds a detector; what it tells at its end is about nothing
                up = false;
                handler.closed(LineEnd.SHUTDOWN);
            }
        }
        story.fact(role(), Kind.STARTED, "extension " + number(), null);
        onLeg(() -> converse(new ConversationInput.Opened(leg.hearsSpeech())));
    }

    /** About every 100 ms. */
    abstract void ticked();

    /** What the conversation wants beyond speaking and hanging up. */
    abstract void wanted(ConversationEvent event);

    /** The conversation has failed; the leg is being hung up. */
    abstract void failed();

    /** The leg is gone, and the conversation with it. Once. */
    abstract void gone(LineEnd how);

    /** What came from the caller, before the conversation learns of it. */
    void noted(LegEvent event) {}

    final LineInfo info() {
        return line.info();
    }

    final LineHandler handler() {
        return handler;
    }

    final Story story() {
        return story;
    }

    final Means means() {
        return means;
    }

    final boolean up() {
        return up;
    }

    /** What the leg is doing, for people. */
    final String state() {
        return state;
    }

    /** Hangs up; false when the leg is gone. */
    final boolean hangup() {
        if (!up) {
            return false;
        }
        line.hangup();
        return true;
    }

    /** Says goodbye and hangs up. */
    final void farewell() {
        onLeg(() -> {
            if (up) {
                leg.farewell();
            }
        });
    }

    final void converse(ConversationInput input) {
        if (up && !broken) {
            guarded(() -> conversation.accept(input));
        }
    }

    /** Runs a task on the leg's thread or, when that has ended, on this one: it is run, whatever happens. */
    final void post(Runnable task) {
        thread.execute(task);
    }

    /** Runs on the leg's thread what is about the leg alone; when the thread has ended, so has the leg. */
    final void onLeg(Runnable task) {
        try {
            line.executor().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("call {}: something came for the {} after the end", info().callId(), who());
        }
    }

    /** The conversation's way to its thread. */
    private void converseLater(Runnable task) {
        onLeg(() -> guarded(task));
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            // nobody must be left in silence: the dialplan goes on
            LOG.error(
                    "the conversation with the {} of call {} failed; the leg is hung up",
                    who(),
                    info().callId(),
                    shown(e));
            if (up && !broken) {
                broken = true;
                failed();
                leg.hangup();
            }
        }
    }

    private void carryOut(ConversationEvent event) {
        if (!opened) {
            onLeg(() -> carryOut(event));
            return;
        }
        if (!up || broken) {
            // whatever it wants now comes too late to count
            return;
        }
        if (event instanceof ConversationEvent.Say say) {
            say(new Utterance(say.turn(), say.text(), say.bargeIn()));
            return;
        }
        if (event instanceof ConversationEvent.Hush) {
            leg.hush();
            return;
        }
        wanted(event);
        if (event instanceof ConversationEvent.Hangup || event instanceof ConversationEvent.HandOver) {
            leg.hangupWhenSaid();
        }
    }

    private void say(Utterance utterance) {
        if (leg.say(utterance) < 0) {
            // no conversation waits for what is never said; not while it is at it
            onLeg(() -> converse(new ConversationInput.Said(utterance.text(), false)));
        }
    }

    private void on(LegEvent event) {
        if (event instanceof LegEvent.Tick tick) {
            if (up) {
                ticked();
                learn(tick);
            }
            return;
        }
        MDC.put(MDC_CALL, info().callId().toString());
        try {
            if (talkOver.on(event)) {
                tell(new CallEvent.Interrupted(info().callId(), info().extension()));
            }
            noted(event);
            note(event);
            learn(event);
        } finally {
            MDC.remove(MDC_CALL);
        }
    }

    private void learn(LegEvent event) {
        ConversationInput input = Inputs.of(event, leg::hearsSpeech);
        if (input != null) {
            converse(input);
        }
    }

    private void note(LegEvent event) {
        if (event instanceof LegEvent.SpeechStarted) {
            state = "caller speaking";
            story.fact(role(), Kind.SPEAKING, "", null);
        } else if (event instanceof LegEvent.Heard heard) {
            state = "thinking";
            story.words(role(), Kind.HEARD, heard.text());
            tell(new CallEvent.Heard(info().callId(), info().extension(), true));
        } else if (event instanceof LegEvent.Murmured) {
            state = "listening";
        } else if (event instanceof LegEvent.NotUnderstood not) {
            story.fact(role(), Kind.NOT_UNDERSTOOD, not.reason(), null);
            tell(new CallEvent.Heard(info().callId(), info().extension(), false));
        } else if (event instanceof LegEvent.Digit digit) {
            story.fact(role(), Kind.DIGIT, story.transcripts() ? String.valueOf(digit.digit()) : "", null);
        } else if (event instanceof LegEvent.NoInput none) {
            story.fact(role(), Kind.NO_INPUT, String.valueOf(none.count()), null);
        } else {
            noteOurs(event);
        }
    }

    private void noteOurs(LegEvent event) {
        if (event instanceof LegEvent.Saying saying) {
            state = "talking";
            story.words(role(), Kind.SAYING, saying.utterance().text());
        } else if (event instanceof LegEvent.Said said) {
            state = "listening";
            story.fact(role(), said.complete() ? Kind.SAID : Kind.INTERRUPTED, "", null);
        } else if (event instanceof LegEvent.Answered answered) {
            story.fact(role(), Kind.ANSWERED, "", answered.timeline());
            tell(new CallEvent.Answered(info().callId(), info().extension(), answered.timeline()));
        } else if (event instanceof LegEvent.Ended end) {
            end(end.end());
        }
    }

    private void end(LineEnd how) {
        if (!up) {
            return;
        }
        up = false;
        story.fact(role(), Kind.ENDED, how.name(), null);
        state = "ended: " + how;
        try {
            conversation.close();
        } catch (RuntimeException | LinkageError e) {
            // its place is given back all the same
            LOG.error("the conversation with the {} of call {} failed at its end", who(), info().callId(), shown(e));
        }
        LOG.debug("the {}'s leg ended: {}", who(), how);
        gone(how);
    }

    private Throwable shown(Throwable failure) {
        return Wordless.unless(story.transcripts(), failure);
    }

    private void tell(CallEvent event) {
        means.events().accept(event);
    }

    private LegRole role() {
        return info().role();
    }

    private String who() {
        return role() == LegRole.VISITOR ? "visitor" : "resident";
    }

    private String number() {
        return role() == LegRole.VISITOR
                ? info().extension().number()
                : info().extension().returnNumber();
    }
}
