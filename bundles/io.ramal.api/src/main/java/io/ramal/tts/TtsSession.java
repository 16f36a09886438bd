package io.ramal.tts;

import org.osgi.annotation.versioning.ConsumerType;

/** A sentence on its way to sound. Methods return at once. */
@ConsumerType
public interface TtsSession extends AutoCloseable {
    /**
     * Speaks a text: {@link TtsEvent.Audio} events in order, then {@link TtsEvent.Finished} or {@link TtsEvent.Failed}.
     * Called once per session.
     */
    void say(String text);

    /** Stops as soon as the engine can: nothing follows. */
    void cancel();

    /** Idempotent; cancels what is not finished. */
    @Override
    void close();
}
