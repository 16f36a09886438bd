package io.ramal.simulator.internal.scenario;

import java.time.Duration;

/** One thing a caller does or expects. */
public sealed interface Move {
    /** Waits until the agent has spoken and has then been quiet for a while. */
    record WaitSilent(Duration quiet, Duration max) implements Move {}

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
}
