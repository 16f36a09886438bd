package io.ramal.doorman.internal;

import io.ramal.ai.AiQuestion.Input;
import org.jspecify.annotations.Nullable;

/**
 * Something the caller told.
 *
 * @param turn turn of the leg, 0 for keys
 */
record Told(long turn, String content, Input input) {
    /** Somebody who talks on and on is listened to, but not kept for ever. */
    private static final int MAX_CONTENT = 2_000;

    /** A caller who goes on speaking adds to the sentence; a number keyed in again replaces the first. */
    Told after(@Nullable Told earlier) {
        if (earlier == null || input == Input.KEYPAD) {
            return this;
        }
        String both = earlier.content + " " + content;
        return new Told(turn, both.substring(Math.max(0, both.length() - MAX_CONTENT)), input);
    }
}
