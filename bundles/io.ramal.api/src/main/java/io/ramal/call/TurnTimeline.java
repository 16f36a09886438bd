package io.ramal.call;

import java.time.Duration;

/**
 * Where the time of one turn went, each stage counted from the end of the one before.
 *
 * @param turn id of the turn
 * @param speech how long the caller spoke, first to last sample of speech
 * @param endpointing from the last sample of speech until the turn was held for over
 * @param stt until the text was there
 * @param ai until the first answer was there
 * @param tts until the first sound of the answer was there
 * @param playout until its first frame left
 */
public record TurnTimeline(
        long turn, Duration speech, Duration endpointing, Duration stt, Duration ai, Duration tts, Duration playout) {
    /** From the last sample of speech to the first frame of the answer: what the caller waits. */
    public Duration response() {
        return endpointing.plus(stt).plus(ai).plus(tts).plus(playout);
    }
}
