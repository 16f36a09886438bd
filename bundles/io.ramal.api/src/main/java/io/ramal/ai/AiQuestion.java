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
 * @param ahead asked before the caller's turn is over: the answer counts only once {@link AiSession#confirm} is called,
 *     and leaves no trace in the dialogue if it never is. Only for providers with {@link
 *     io.ramal.provider.Capability#ASKED_AHEAD}
 */
public record AiQuestion(long turn, String content, Input input, VisitData known, boolean ahead) {
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

    /** A question of a turn that is over. */
    public AiQuestion(long turn, String content, Input input, VisitData known) {
        this(turn, content, input, known, false);
    }
}
