package io.ramal.simulator.internal.scenario;

import io.ramal.call.LegRole;
import io.ramal.conversation.VisitOutcome;
import java.time.Duration;

/** One thing somebody does or expects. */
public sealed interface Move {
    /** Waits until the agent has spoken and has then been quiet for a while. */
    record WaitSilent(Duration quiet, Duration max) implements Move {}

    /** Waits until the other one in the visit has come so far. */
    record WaitFor(LegRole who, Stage stage, Duration max) implements Move {}

    /** Speaks. */
    record Say(String text) implements Move {}

    /** Speaks while the agent is speaking and expects it to fall silent. */
    record Interrupt(String text, Duration within) implements Move {}

    /** Plays a WAV file, relative to the scenario's own. */
    record Play(String file) implements Move {}

    /** Presses keys. */
    record Keys(String keys) implements Move {}

    /** Does nothing for a while. */
    record Pause(Duration time) implements Move {}

    /** Hangs up. */
    record Hangup() implements Move {}

    /** The agent must begin to speak, or be speaking. */
    record ExpectSpeech(Duration within) implements Move {}

    /** The agent must fall silent, or be silent. */
    record ExpectSilence(Duration within) implements Move {}

    /** The agent must hang up. */
    record ExpectHangup(Duration within) implements Move {}

    /** From here on the call is good if the agent hangs up. */
    record AllowHangup() implements Move {}

    /**
     * The resident's telephone is rung: the beginning of an attempt.
     *
     * @param after it has rung for so long
     */
    record Phone(Fate fate, Duration after) implements Move {}

    /** What comes of ringing. */
    enum Fate {
        ANSWER,
        BUSY,
        NO_ANSWER,
        REJECT,
        FAIL
    }

    /** What must have come of the visit when all is over. */
    record ExpectOutcome(VisitOutcome outcome) implements Move {}

    /** Whether a human of the gatehouse must go on with the visitor when all is over. */
    record ExpectHuman(boolean human) implements Move {}

    /** What the resident must have decided by. */
    record ExpectDecidedBy(Means means) implements Move {}

    /** Whether it is judged when all is over instead of being played. */
    default boolean judgement() {
        return this instanceof ExpectOutcome || this instanceof ExpectHuman || this instanceof ExpectDecidedBy;
    }
}
