package io.ramal.ai;

import io.ramal.conversation.VisitData;
import java.util.Objects;

/**
 * One thing the caller said or keyed in.
 *
 * @param turn id of the turn
 * @param content the words, or the digits
 * @param input how it came
 * @param known what is known of the visit so far
 */
public record AiQuestion(long turn, String content, Input input, VisitData known) {
    /** How the caller told it. */
    public enum Input {
        SPEECH,
        /** {@code content} is digits only: the apartment. */
        KEYPAD
    }

    public AiQuestion {
        Objects.requireNonNull(content);
        Objects.requireNonNull(input);
        Objects.requireNonNull(known);
    }
}
