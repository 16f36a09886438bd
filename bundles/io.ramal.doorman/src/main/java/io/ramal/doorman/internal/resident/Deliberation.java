package io.ramal.doorman.internal.resident;

import io.ramal.doorman.internal.decision.Decider;
import io.ramal.doorman.internal.decision.Decision;
import io.ramal.doorman.internal.decision.Decision.Step;
import io.ramal.doorman.internal.decision.Verdict;
import io.ramal.doorman.internal.decision.Verdict.Answer;
import io.ramal.doorman.internal.decision.Verdict.Reason;
import io.ramal.doorman.internal.resident.OpenTurns.Began;
import io.ramal.doorman.internal.talk.Countdown;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the time it takes. A no counts at once and at any time. A yes answers the question: by voice it has begun
 * after the question has, by key after it was told who is there. A yes by voice is held for a while, because a speaker who
 * pauses ("pode… não") ends a turn in the middle of the answer: it counts when nobody has begun to speak since, or when it
 * is still a yes together with what was said. After something unclear it is judged together with that, until the question
 * was said once more. What may be an echo is no yes. Whatever is doubtful is asked again. Only {@link Decision} decides.
 */
final class Deliberation {
    /** What is to be done now. */
    enum Move {
        NONE,
        /** The resident asked for time. */
        WAIT,
        /** It is not known yet who is there, or what is asked: what was not heard is to be said. */
        TELL,
        /** Nothing clear: {@link Deliberation#reason} tells why. */
        ASK,
        /** Decided, or given up: {@link Deliberation#step}. */
        OVER
    }

    /** The end of every turn is told; should it not be, an answer is not waited for without limit, and not counted. */
    private static final Duration SPEECH_WAIT = Duration.ofSeconds(15);
    /** Longest wait for somebody who has asked for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A yes while we were talking can be taken back for so much longer. */
    private static final Duration TALKED_OVER = Duration.ofMillis(500);
    /** Before the question nothing counts but the time. */
    private static final Duration INTRODUCTION = Duration.ofSeconds(8);

    private static final int MAX_WAITS = 2;
    /** How often the introduction may be interrupted; later interruptions count as unclear answers. */
    private static final int MAX_TELLS = 3;

    private final Decider decider;
    private final Decision decision;
    private final Locale language;
    private final Telling telling;
    private final boolean atOnce;
    private final OpenTurns turns = new OpenTurns();
    private final Countdown grace;
    private final Countdown speech = new Countdown(SPEECH_WAIT);
    private final Countdown patience = new Countdown(PATIENCE);
    private final Countdown limit;
    private final Countdown whole;

    /** A yes that can still be taken back. */
    private @Nullable Said held;
    /** Everything since the question was last answered afresh. */
    private @Nullable Said thread;

    private long heldTurn;
    private boolean heldOver;
    private int waits;
    private int tells;
    private boolean timeUp;
    private Reason reason = Reason.SILENCE;
    private String words = "";
    private long now;

    Deliberation(Decider decider, ResidentSettings settings, Locale language, Telling telling) {
        this.decider = decider;
        this.decision = new Decision(decider, settings.decision());
        this.language = language;
        this.telling = telling;
        this.atOnce = settings.grace().isZero();
        this.grace = new Countdown(settings.grace());
        this.limit = new Countdown(settings.limit());
        this.whole = new Countdown(settings.limit());
        whole.start(INTRODUCTION);
    }

    /** Something of ours begins to sound. */
    void saying(String text) {
        boolean before = telling.begun();
        telling.saying(text, now);
        if (!before && telling.begun()) {
            limit.start();
        }
    }

    /** Something of ours is over. */
    void said(String text, boolean complete) {
        telling.said(text, complete, now);
    }

    /** Somebody began to speak. */
    void started(long turn) {
        turns.started(turn, new Began(now, telling.asked(now), telling.played()));
        if (held != null) {
            grace.stop();
            speech.start();
        }
    }

    Move heard(long turn, String text, double confidence, boolean talkedOver) {
        Began began = turns.settled(turn);
        patience.stop();
        Verdict alone = decider.decide(text, confidence, language);
        // a turn without words is a doubt too
        Said said = new Said(text, alone.reason() == Reason.NOTHING_UNDERSTOOD ? 0 : confidence);
        if (alone.answer() == Answer.NO) {
            return judge(said, said);
        }
        if (talkedOver && telling.echo(text, began.nanoTime())) {
            return telling.introduced() ? lost(decision::notUnderstood) : untold(Said.LOST);
        }
        Said earlier = held;
        if (earlier == null && alone.reason() != Reason.WAIT && early(began, alone)) {
            return untold(said);
        }
        Said before = thread;
        boolean afresh = before == null || (earlier == null && began.played() >= telling.doubts());
        // a turn that is still open may belong to what came before
        Said all = before == null || (afresh && !turns.any()) ? said : before.and(said);
        thread = all;
        boolean over = talkedOver || (earlier != null && heldOver);
        release();
        Said judged = earlier != null
                ? turn > heldTurn ? earlier.followedBy(said, decider, language) : older(said, alone, earlier)
                : before == null || afresh ? said : before.doubting(said, decider, language);
        if (judged.verdict(decider, language).answer() == Answer.YES) {
            return hold(judged, earlier == null ? turn : Math.max(turn, heldTurn), over);
        }
        if (alone.reason() == Reason.WAIT && waits < MAX_WAITS) {
            waits++;
            telling.doubted();
            patience.start();
            return Move.WAIT;
        }
        return judge(judged, all);
    }

    /** What was said before the question was asked is no yes; nor is anything that can be answered before the introduction. */
    private boolean early(Began began, Verdict alone) {
        return !telling.introduced() || (alone.answer() == Answer.YES && !began.asked());
    }

    /** Said before a yes that is held, but understood later. */
    private Said older(Said said, Verdict alone, Said yes) {
        return alone.answer() == Answer.YES
                ? said.followedBy(yes, decider, language)
                : said.doubting(yes, decider, language);
    }

    private Move hold(Said said, long turn, boolean talkedOver) {
        held = said;
        heldTurn = turn;
        heldOver = talkedOver;
        if (!turns.any() && atOnce && !talkedOver) {
            return judge(said, said);
        }
        settle();
        return Move.NONE;
    }

    /** The yes that is held waits for everybody who speaks, then for its grace. */
    private void settle() {
        if (turns.any()) {
            speech.start();
        } else {
            speech.stop();
            grace.start(heldOver ? TALKED_OVER : Duration.ZERO);
        }
    }

    private void release() {
        held = null;
        grace.stop();
        speech.stop();
    }

    /** A turn has come to nothing. */
    void murmured(long turn) {
        turns.settled(turn);
        if (held != null) {
            settle();
        }
    }

    /** A sound, but no words. */
    Move noise(long turn) {
        turns.settled(turn);
        if (patience.running()) {
            return Move.NONE;
        }
        return telling.introduced() ? lost(decision::notUnderstood) : untold(Said.LOST);
    }

    /** Speech cannot be understood any more. */
    Move deaf(long turn) {
        turns.settled(turn);
        return lost(decision::failed);
    }

    Move pressed(char key) {
        if (!telling.introduced() && decider.decide(key).answer() != Answer.NO) {
            return tell();
        }
        return unclear(() -> decision.pressed(key));
    }

    /** Nothing was said for the time given to an answer. */
    Move silence() {
        turns.quiet();
        telling.quiet();
        boolean expected = patience.running() || grace.running();
        if (expected || (held != null && !speech.running())) {
            return Move.NONE;
        }
        return held == null ? unclear(decision::silent) : lost(decision::notUnderstood);
    }

    Move tick(long nanoTime) {
        now = nanoTime;
        timeUp |= limit.expired(nanoTime) | whole.expired(nanoTime);
        grace.expired(nanoTime);
        if (speech.expired(nanoTime)) {
            turns.quiet();
            return lost(decision::notUnderstood);
        }
        Said yes = held;
        boolean settled = yes != null && !speech.running();
        if (yes != null && settled && !grace.running() && !turns.any()) {
            return judge(yes, yes);
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

    /** Somebody speaks before it was told who is there and what is asked. */
    private Move untold(Said said) {
        Said before = thread;
        doubt(before == null ? said : before.and(said));
        return tell();
    }

    private Move tell() {
        if (telling.willAsk()) {
            return Move.NONE;
        }
        return ++tells > MAX_TELLS ? unclear(decision::notUnderstood) : Move.TELL;
    }

    /** Something was said, but nobody knows what. */
    private Move lost(Event event) {
        doubt(Said.LOST);
        return unclear(event);
    }

    private Move unclear(Event event) {
        words = "";
        return conclude(event);
    }

    /** @param all the same with everything that belongs to it */
    private Move judge(Said said, Said all) {
        doubt(all);
        words = said.text();
        return conclude(() -> decision.heard(said.text(), said.confidence(), language));
    }

    /** What is said next is not free of this until the question has been said again. */
    private void doubt(Said said) {
        thread = said;
        telling.doubted();
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
