package io.ramal.stt;

import io.ramal.audio.AudioFrame;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One utterance on its way to text. Methods return at once (work happens elsewhere) and are called by the leg's thread.
 */
@ConsumerType
public interface SttSession extends AutoCloseable {
    /** Takes the next sound of the utterance. */
    void accept(AudioFrame frame);

    /** The utterance is over: exactly one {@link SttEvent.Final} or {@link SttEvent.Failed} follows. */
    void finish();

    /** The utterance is of no interest any more: nothing follows. */
    void cancel();

    /** Idempotent; cancels what is not finished. */
    @Override
    void close();
}
