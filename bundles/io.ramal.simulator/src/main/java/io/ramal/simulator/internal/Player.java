package io.ramal.simulator.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.CallSimulator.Step;
import io.ramal.call.LegRole;
import io.ramal.simulator.internal.scenario.Move;
import io.ramal.simulator.internal.scenario.Scenario;
import io.ramal.simulator.internal.scenario.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays one side of a scenario against an agent: told what is heard and, every 20 ms, the time; says what to send and when it is over.
 * Knows no network and no clock. Not thread-safe; times are nanoseconds of one clock.
 */
final class Player {
    /** What a player knows of the rest of the visit. */
    @FunctionalInterface
    interface Others {
        /** Whether somebody has come so far. */
        boolean reached(LegRole who, Stage stage);
    }

    private final LegRole role;
    private final List<Scenario.Step> steps;
    private final Map<Scenario.Step, AudioFrame> sounds;
    private final Mouth mouth;
    private final Others others;
    private final Consumer<Step> progress;
    private final long limit;
    private final AgentEar ear = new AgentEar();

    private long start;
    private long now;
    private int index = -1;
    private long began;
    /** When the caller last ended a sentence or released a key; what the agent says after it answers that. */
    private long mark;

    private boolean awaitingAnswer;
    private boolean hangupAllowed;
    private boolean over;
    private boolean passed;
    private String verdict = "";

    /**
     * @param role whose side it plays
     * @param sounds of each step that speaks or plays
     * @param limit after which, from the visitor's call on, it fails
     */
    Player(
            LegRole role,
            List<Scenario.Step> steps,
            Map<Scenario.Step, AudioFrame> sounds,
            @Nullable Double noiseDbfs,
            Mouth.Sender sender,
            Others others,
            Consumer<Step> progress,
            Duration limit) {
        this.role = role;
        this.others = others;
        this.steps = steps;
        this.sounds = sounds;
        this.mouth = new Mouth(new Marking(sender), noiseDbfs);
        this.progress = progress;
        this.limit = limit.toNanos();
    }

    /**
     * The leg is up.
     *
     * @param callStart when the visitor's call began
     */
    void begin(long callStart, long nanoTime) {
        start = callStart;
        mark = nanoTime;
        now = nanoTime;
        next();
    }

    /** The agent's next sound. */
    void heard(AudioFrame frame, long nanoTime) {
        now = nanoTime;
        note(ear.accept(frame, now));
    }

    /** 20 ms have passed: at most one frame is sent. */
    void tick(long nanoTime) {
        now = nanoTime;
        note(ear.at(now));
        if (now - start >= limit) {
            fail("the limit of " + seconds(limit) + " was reached");
        }
        advance();
        if (!over) {
            mouth.tick();
        }
    }

    private void advance() {
        while (!over && (obsolete(current()) || done(current().move()))) {
            next();
        }
    }

    /** What the other one has overtaken; a sentence begun is ended all the same. */
    private boolean obsolete(Scenario.Step step) {
        return step.until() != null && mouth.idle() && others.reached(LegRole.RESIDENT, step.until());
    }

    /** The agent hung up as the protocol wants it. */
    void agentHungUp(long nanoTime) {
        now = nanoTime;
        agent("hangs up");
        advance();
        if (hangupAllowed || current().move() instanceof Move.ExpectHangup) {
            finish(true, "the agent hung up as expected");
        } else {
            fail("the agent hung up");
        }
    }

    /** The connection broke, or what came over it is no good. */
    void broken(long nanoTime, String why) {
        now = nanoTime;
        fail(why);
    }

    /** The other one has failed: what this one does is of no more interest. */
    void abandon() {
        finish(true, "given up");
    }

    boolean over() {
        return over;
    }

    boolean passed() {
        return passed;
    }

    String verdict() {
        return verdict;
    }

    private Scenario.Step current() {
        return steps.get(Math.max(0, index));
    }

    private void next() {
        do {
            index++;
        } while (index < steps.size() && obsolete(steps.get(index)));
        if (index == steps.size()) {
            index--;
            hangUp();
            return;
        }
        began = now;
        Move move = current().move();
        if (move instanceof Move.Say say) {
            speak("says \"" + say.text() + "\"");
        } else if (move instanceof Move.Interrupt i) {
            speak("interrupts: \"" + i.text() + "\"");
            if (!ear.speaking()) {
                fail("the agent was not speaking, so that there was nothing to interrupt");
            }
        } else if (move instanceof Move.Play play) {
            speak("plays " + play.file());
        } else if (move instanceof Move.Keys keys) {
            mouth.press(keys.keys());
            tell("presses " + keys.keys());
        } else if (move instanceof Move.AllowHangup) {
            hangupAllowed = true;
        }
    }

    private void hangUp() {
        tell("hangs up");
        finish(true, "the scenario was played to its end");
    }

    private void speak(String what) {
        mouth.speak(sounds.getOrDefault(current(), AudioFrame.EMPTY));
        tell(what);
    }

    private boolean done(Move move) {
        if (move instanceof Move.WaitSilent w) {
            return ear.heardSince(mark) && quiet() >= w.quiet().toNanos()
                    || late(w.max(), ear.heardSince(mark) ? "the agent did not fall silent" : "the agent said nothing");
        } else if (move instanceof Move.Say || move instanceof Move.Play) {
            return spoken();
        } else if (move instanceof Move.Interrupt i) {
            return silentWithin(i.within(), true) && spoken();
        } else if (move instanceof Move.Keys) {
            return mouth.idle();
        } else if (move instanceof Move.Pause p) {
            return now - began >= p.time().toNanos();
        } else if (move instanceof Move.ExpectSpeech e) {
            return ear.speaking() || late(e.within(), "the agent did not speak");
        } else if (move instanceof Move.ExpectSilence e) {
            return silentWithin(e.within(), false);
        } else if (move instanceof Move.ExpectHangup e) {
            return late(e.within(), "the agent did not hang up");
        } else if (move instanceof Move.Hangup) {
            hangUp();
        } else if (move instanceof Move.WaitFor w) {
            return others.reached(w.who(), w.stage()) || late(w.max(), other(w));
        }
        return move instanceof Move.AllowHangup;
    }

    private static String other(Move.WaitFor w) {
        return "the " + w.who().name().toLowerCase(Locale.ROOT) + " was not "
                + w.stage().name().toLowerCase(Locale.ROOT);
    }

    private boolean spoken() {
        if (!mouth.idle()) {
            return false;
        }
        mark = now;
        awaitingAnswer = true;
        return true;
    }

    /** Fails when {@code max} is over, and so is never true. */
    private boolean late(Duration max, String what) {
        if (now - began >= max.toNanos()) {
            fail(what + " within " + seconds(max.toNanos()));
        }
        return false;
    }

    /** Judged by the last loud frame, once the pause after it is too long for a pause between words. */
    private boolean silentWithin(Duration within, boolean telling) {
        if (!ear.heardSince(began)) {
            return now - began >= AgentEar.HANGOVER;
        }
        long last = ear.lastLoud() - began;
        if (last > within.toNanos()) {
            if (ear.started() - began <= within.toNanos()) {
                fail("the agent was still speaking after " + millis(last));
            }
            return true;
        }
        boolean silent = quiet() >= AgentEar.HANGOVER;
        if (silent && telling && mouth.idle()) {
            agent("had stopped " + millis(last) + " after being talked over");
        }
        return silent;
    }

    private long quiet() {
        return now - ear.lastLoud();
    }

    private void note(AgentEar.Change change) {
        if (over) {
            return;
        }
        if (change == AgentEar.Change.STARTED) {
            agent("speaks" + (awaitingAnswer ? ", " + millis(now - mark) + " after the " + name() : ""));
            awaitingAnswer = false;
        } else if (change == AgentEar.Change.STOPPED) {
            agent("is silent, having spoken " + seconds(ear.lastLoud() - ear.started()));
        }
    }

    private void fail(String what) {
        Scenario.Step step = current();
        finish(false, what + " (line " + step.line() + ": " + step.text() + ")");
    }

    private void finish(boolean good, String why) {
        if (!over) {
            over = true;
            passed = good;
            verdict = why;
        }
    }

    private String name() {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private void tell(String what) {
        progress.accept(Telling.step(now - start, name(), what));
    }

    private void agent(String what) {
        progress.accept(Telling.step(now - start, role == LegRole.VISITOR ? "agent" : "agent>resident", what));
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** An answer to a key may come before the pause that follows the key is over. */
    private final class Marking implements Mouth.Sender {
        private final Mouth.Sender sender;

        Marking(Mouth.Sender sender) {
            this.sender = sender;
        }

        @Override
        public void audio(AudioFrame frame) {
            sender.audio(frame);
        }

        @Override
        public void gap() {
            sender.gap();
        }

        @Override
        public void digit(char key) {
            mark = now;
            awaitingAnswer = true;
            sender.digit(key);
        }
    }
}
