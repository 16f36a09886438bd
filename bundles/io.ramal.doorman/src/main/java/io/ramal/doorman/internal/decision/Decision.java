package io.ramal.doorman.internal.decision;

import io.ramal.doorman.internal.decision.Verdict.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The decision of one resident about one visitor. It begins when the question was asked; whatever comes is told to it, and
 * it tells what to do next. Once decided it stays so: what comes later changes nothing. Not thread-safe.
 */
public final class Decision {
    /** How far the decision is. */
    public enum State {
        /** Nothing clear yet: ask (again) and listen. */
        OPEN,
        AUTHORISED,
        REFUSED,
        /** Never clear enough; not authorised. */
        NO_DECISION;

        public boolean isOver() {
            return this != OPEN;
        }
    }

    /**
     * Where the decision stands.
     *
     * @param reason what brought it there: of the last answer
     * @param confidence the engine's in the last answer; 1 for keys, 0 where nothing was understood
     * @param answers how many answers, clear or not, it took
     */
    public record Step(State state, Reason reason, double confidence, int answers) {
        /** The only thing a gate may be opened on. */
        public boolean authorised() {
            return state == State.AUTHORISED;
        }
    }

    private final Decider decider;
    private final int repeatsMax;
    private Step step = new Step(State.OPEN, Reason.SILENCE, 0, 0);

    public Decision(Decider decider, DecisionSettings settings) {
        this.decider = decider;
        this.repeatsMax = settings.repeatsMax();
    }

    /** The resident said something; {@code text} is the engine's last word. */
    public Step heard(@Nullable String text, double confidence, Locale language) {
        return step.state().isOver() ? step : next(decider.decide(text, confidence, language), confidence);
    }

    /** The resident pressed a key. */
    public Step pressed(char digit) {
        return next(decider.decide(digit), 1);
    }

    /** The resident made a sound that was not understood. */
    public Step notUnderstood() {
        return next(Verdict.of(Reason.NOTHING_UNDERSTOOD), 0);
    }

    /** The resident said nothing for the time given to an answer. */
    public Step silent() {
        return next(Verdict.of(Reason.SILENCE), 0);
    }

    /** Whoever should have understood could not. */
    public Step failed() {
        return next(Verdict.of(Reason.PROVIDER_ERROR), 0);
    }

    /** The time for the whole decision is up. */
    public Step timedOut() {
        return end(Reason.TIME_OUT);
    }

    public Step current() {
        return step;
    }

    private Step next(Verdict verdict, double confidence) {
        if (!step.state().isOver()) {
            int answers = step.answers() + 1;
            State state = switch (verdict.answer()) {
                case YES -> State.AUTHORISED;
                case NO -> State.REFUSED;
                case UNCLEAR -> answers > repeatsMax ? State.NO_DECISION : State.OPEN;
            };
            step = new Step(state, verdict.reason(), confidence, answers);
        }
        return step;
    }

    private Step end(Reason reason) {
        if (!step.state().isOver()) {
            step = new Step(State.NO_DECISION, reason, 0, step.answers());
        }
        return step;
    }
}
