package io.ramal.doorman.internal.resident;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitOutcome;
import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Decision.Step;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.resident.Deliberation.Move;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The conversation with a resident: tells who is at the gate, asks once and, where the answer is none, again. What was not
 * heard because somebody spoke is said again. While a yes can still be taken back nothing is said: that it counts is told
 * when it does, and who hangs up before that has decided nothing. No backend takes part in it. The decision is told before the farewell is spoken, so that the visitor does not wait for it. When the
 * visitor or the resident has gone, or the leg ends before, nothing is decided and none is told.
 */
public final class ResidentConversation implements ConversationSession {
    private final Mouth mouth;
    private final Sentences sentences;
    private final Wording wording;
    private final Telling telling;
    private final Deliberation deliberation;
    private boolean opened;
    private boolean speech;

    public ResidentConversation(
            ConversationRequest request,
            Decider decider,
            Sentences sentences,
            ResidentSettings settings,
            ConversationListener listener) {
        this.mouth = new Mouth(listener);
        this.sentences = sentences;
        this.wording = new Wording(sentences, request.visit(), decider, request.language());
        this.telling = new Telling(wording.who(), wording.question());
        this.deliberation = new Deliberation(decider, settings, request.language(), telling);
    }

    @Override
    public void accept(ConversationInput input) {
        if (mouth.over()) {
            return;
        }
        if (input instanceof ConversationInput.VisitorLeft) {
            mouth.hush();
            mouth.farewell(0, sentences.get("resident.left"));
        } else if (opened) {
            converse(input);
        } else if (input instanceof ConversationInput.Opened open) {
            opened = true;
            speech = open.speech();
            say(0, wording.opening(speech));
        }
    }

    private void converse(ConversationInput input) {
        if (input instanceof ConversationInput.Heard heard) {
            speech = true;
            act(heard.turn(), deliberation.heard(heard.turn(), heard.text(), heard.confidence(), heard.talkedOver()));
        } else if (input instanceof ConversationInput.NotUnderstood sound) {
            speech = sound.speech();
            act(sound.turn(), speech ? deliberation.noise(sound.turn()) : deliberation.deaf(sound.turn()));
        } else if (input instanceof ConversationInput.Digit digit) {
            act(0, deliberation.pressed(digit.digit()));
        } else if (input instanceof ConversationInput.NoInput) {
            act(0, deliberation.silence());
        } else if (input instanceof ConversationInput.Tick tick) {
            act(0, deliberation.tick(tick.nanoTime()));
        } else if (input instanceof ConversationInput.SpeechStarted started) {
            deliberation.started(started.turn());
        } else if (input instanceof ConversationInput.Murmured murmured) {
            deliberation.murmured(murmured.turn());
        } else if (input instanceof ConversationInput.Saying saying) {
            deliberation.saying(saying.text());
        } else if (input instanceof ConversationInput.Said said) {
            deliberation.said(said.text(), said.complete());
        }
    }

    private void act(long turn, Move move) {
        switch (move) {
            case NONE -> {}
            case WAIT -> say(turn, List.of(sentences.get("resident.wait")));
            case TELL -> say(turn, untold());
            case ASK -> say(turn, telling.introduced() ? wording.again(deliberation.reason(), speech) : untold());
            case OVER -> decided(turn);
        }
    }

    /** The opening without what was said to its end; the question always. */
    private List<String> untold() {
        List<String> opening = wording.opening(speech);
        int question = opening.indexOf(wording.question());
        return IntStream.range(0, opening.size())
                .filter(i -> i >= question || !telling.told(opening.get(i)))
                .mapToObj(opening::get)
                .toList();
    }

    private void say(long turn, List<String> texts) {
        for (String text : texts) {
            telling.wanted(text);
            mouth.say(turn, text);
        }
    }

    private void decided(long turn) {
        Step step = deliberation.step();
        boolean key = step.reason() == Reason.YES_DIGIT || step.reason() == Reason.NO_DIGIT;
        VisitOutcome outcome = outcome(step);
        mouth.decided(new ResidentDecision(
                outcome,
                step.reason().shortName(),
                key,
                step.confidence(),
                step.answers(),
                key ? "" : deliberation.words()));
        mouth.farewell(turn, sentences.get(farewell(outcome)));
    }

    private static VisitOutcome outcome(Step step) {
        if (step.authorised()) {
            return VisitOutcome.AUTHORISED;
        }
        return switch (step.state()) {
            case REFUSED -> VisitOutcome.REFUSED;
            case OPEN, NO_DECISION, AUTHORISED -> VisitOutcome.NO_DECISION;
        };
    }

    private String farewell(VisitOutcome outcome) {
        return switch (outcome) {
            case AUTHORISED -> "resident.authorised";
            case REFUSED -> "resident.refused";
            default -> "resident.undecided";
        };
    }

    @Override
    public void close() {
        mouth.close();
    }
}
