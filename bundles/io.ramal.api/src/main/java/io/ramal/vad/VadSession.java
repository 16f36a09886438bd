package io.ramal.vad;

import io.ramal.audio.AudioFrame;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A detector at work on one leg. Not thread-safe: the leg's thread owns it. {@code accept} is on the audio path: it
 * computes (well below 1 ms per 20 ms of sound), it never waits.
 */
@ConsumerType
public interface VadSession extends AutoCloseable {
    /** Takes the next sound of the leg, of any length; emits a {@link VadEvent.Verdict} per window of the algorithm. */
    void accept(AudioFrame frame);

    /** Forgets what was heard, as if newly opened. */
    void reset();

    /** Idempotent. */
    @Override
    void close();
}
