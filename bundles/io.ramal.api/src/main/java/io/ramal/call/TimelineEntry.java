package io.ramal.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line of a call's story.
 *
 * @param at since the call began
 * @param leg on which leg it happened
 * @param kind what happened
 * @param text the words, the key or the reason; words only where transcripts are on, else their length
 * @param turn where the time went, for {@link Kind#ANSWERED}
 */
public record TimelineEntry(
        Duration at,
        LegRole leg,
        Kind kind,
        String text,
        @Nullable TurnTimeline turn) {
    /** What happened. */
    public enum Kind {
        STARTED,
        /** The caller began to speak. */
        SPEAKING,
        HEARD,
        NOT_UNDERSTOOD,
        DIGIT,
        NO_INPUT,
        /** We began to say something. */
        SAYING,
        SAID,
        /** We were interrupted. */
        INTERRUPTED,
        ANSWERED,
        LEARNED,
        /** A resident is being rung. */
        DIALLING,
        /** What came of it. */
        DIALLED,
        /** What the resident decided. */
        DECIDED,
        /** What became of the gate. */
        GATE,
        ENDED
    }
}
