package io.ramal.call;

import io.ramal.audio.AudioFrame;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What stands behind a line. Every method runs on {@link Line#executor()}, is on the audio path and returns well within
 * a millisecond.
 */
@ConsumerType
public interface LineHandler {
    /** Sound from the peer, already at 8 kHz; 1 to 160 samples as a rule, more or fewer at times. */
    void audio(AudioFrame frame);

    /** A key was pressed: 0–9 * # A–D. */
    void dtmf(char digit);

    /**
     * The sound of the next {@value AudioFrame#MILLIS} ms, called at every deadline of the writer from accept to close:
     * the clock of the leg. What is returned has left when the next call comes.
     *
     * @param nanoTime the writer's clock, comparable only with itself
     * @return exactly {@value AudioFrame#SAMPLES} samples, or null for silence
     */
    @Nullable
    AudioFrame nextFrame(long nanoTime);

    /** The leg is over; called exactly once, nothing follows. */
    void closed(LineEnd end);
}
