package io.ramal.call;

import java.util.Objects;

/**
 * Something to say.
 *
 * @param turn the turn it answers, 0 when it answers none
 * @param text one sentence or a few
 * @param bargeIn whether the caller may interrupt it
 */
public record Utterance(long turn, String text, boolean bargeIn) {
    public Utterance {
        Objects.requireNonNull(text);
    }
}
