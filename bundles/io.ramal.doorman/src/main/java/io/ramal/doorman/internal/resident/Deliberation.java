package io.ramal.doorman.internal.resident;

import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Decision;
import io.ramal.doorman.internal.decision.Decision.Step;
import io.ramal.doorman.internal.decision.Verdict;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.talk.Countdown;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the time it takes. Keys and a no count at once. A yes by voice is held for a while, because a speaker who
 * pauses ("pode… não") ends a turn in the middle of the answer: it counts when nobody has begun to speak since, or when it
 * is still a yes together with what was said. Whatever is doubtful is asked again. Only {@link Decision} decides.
 */
final class Deliberation {
    /** What is to be done now. */
    enum Move {
        NONE,
        /** A yes was heard and is being held. */
        CONFIRM,
        /** The resident asked for time. */
        WAIT,
        /** Nothing clear: {@link Deliberation#reason} tells why. */
        ASK,
        /** Decided, or given up: {@link Deliberation#step}. */
        OVER
    }

    /** Speech of which nothing is told in this time is taken for noise. */
    private static final Duration SPEECH_WAIT = Duration.ofSeconds(6);
    /** Longest wait for somebody who has asked for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MAX_WAITS = 2;

    private final Decider decider;
    private final Decision decision;
    private final Locale language;
    private final boolean atOnce;
    private final OpenTurns turns = new OpenTurns();
    private final Countdown grace;
    private final Countdown speech = new Countdown(SPEECH_WAIT);
    private final Countdown patience = new Countdown(PATIENCE);
    private final Countdown limit;

    private @Nullable Said held;
    private long heldTurn;
    private int waits;
    private boolean timeUp;
    private Reason reason = Reason.SILENCE;
    private String words = "";
    private long now;

    Deliberation(Decider decider, ResidentSettings settings, Locale language) {
        this.decider = decider;
        this.decision = new Decision(decider, settings.decision());
        this.language = language;
        this.atOnce = settings.grace().isZero();
        this.grace = new Countdown(settings.grace());
        this.limit = new Countdown(settings.limit());
        limit.start();
    }

    /** Somebody began to speak. */
    void started(long turn) {
        turns.started(turn, now);
        if (held != null) {
            grace.stop();
            speech.start();
        }
    }

    Move heard(long turn, String text, double confidence) {
        turns.settled(turn);
        patience.stop();
        Said said = new Said(text, confidence);
        Said earlier = held;
        release();
        if (earlier != null) {
            said = earlier.followedBy(said, decider, language);
        }
        Verdict verdict = said.verdict(decider, language);
        if (verdict.answer() == Answer.YES) {
            Move first = hold(said, Math.max(turn, heldTurn));
            // said once: an echo of it would go on for ever
            return first == Move.CONFIRM && earlier != null ? Move.NONE : first;
        }
        if (verdict.reason() == Reason.WAIT && waits < MAX_WAITS) {
            waits++;
            patience.start();
            return Move.WAIT;
        }
        return judge(said);
    }

    private Move hold(Said said, long turn) {
        held = said;
        heldTurn = turn;
        if (turns.after(turn)) {
            speech.start();
        } else if (atOnce && !turns.before(turn, now)) {
            return judge(said);
        } else {
            grace.start();
        }
        return Move.CONFIRM;
    }

    private void release() {
        held = null;
        grace.stop();
        speech.stop();
    }

    /** A sound, but no words. */
    Move noise(long turn) {
        turns.settled(turn);
        if (patience.running()) {
            return Move.NONE;
        }
        return unclear(decision::notUnderstood);
    }

    /** Speech cannot be understood any more. */
    Move deaf(long turn) {
        turns.settled(turn);
        return unclear(decision::failed);
    }

    Move pressed(char key) {
        return unclear(() -> decision.pressed(key));
    }

    /** Nothing was said for the time given to an answer. */
    Move silence() {
        turns.quiet();
        boolean expected = patience.running() || grace.running();
        if (expected || (held != null && !speech.running())) {
            return Move.NONE;
        }
        return held == null ? unclear(decision::silent) : unclear(decision::notUnderstood);
    }

    Move tick(long nanoTime) {
        now = nanoTime;
        timeUp |= limit.expired(nanoTime);
        grace.expired(nanoTime);
        if (speech.expired(nanoTime)) {
            return unclear(decision::notUnderstood);
        }
        Said yes = held;
        boolean settled = yes != null && !speech.running();
        if (yes != null && settled && !grace.running() && !turns.before(heldTurn, nanoTime)) {
            return judge(yes);
        }
        if (timeUp && !settled) {
            return unclear(decision::timedOut);
        }
        if (patience.expired(nanoTime)) {
            reason = Reason.WAIT;
            return Move.ASK;
        }
        return Move.NONE;
    }

    private interface Event {
        Step tell();
    }

    private Move unclear(Event event) {
        words = "";
        return conclude(event);
    }

    private Move judge(Said said) {
        words = said.text();
        return conclude(() -> decision.heard(said.text(), said.confidence(), language));
    }

    private Move conclude(Event event) {
        release();
        patience.stop();
        Step step = event.tell();
        reason = step.reason();
        return step.state().isOver() ? Move.OVER : Move.ASK;
    }

    Step step() {
        return decision.current();
    }

    /** Why it is asked again. */
    Reason reason() {
        return reason;
    }

    /** What was said last; empty for keys and where nothing was understood. */
    String words() {
        return words;
    }
}
