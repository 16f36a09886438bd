package io.ramal.call;

import io.ramal.audio.AudioFrame;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The sound of one leg being kept. On the leg's thread, on the audio path: methods return at once, and what cannot be
 * kept is dropped and counted.
 */
@ConsumerType
public interface LegRecording extends AutoCloseable {
    /** Sound from the peer, as {@link LineHandler#audio} was given it. */
    void heard(AudioFrame frame);

    /** What is sent to the peer in the next {@value AudioFrame#MILLIS} ms, null for silence: the recording's clock. */
    void said(@Nullable AudioFrame frame);

    /** The leg is over. Idempotent. */
    @Override
    void close();
}
