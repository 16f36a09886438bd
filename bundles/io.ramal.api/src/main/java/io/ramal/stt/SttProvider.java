package io.ramal.stt;

import io.ramal.provider.Provider;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns utterances into text. */
@ConsumerType
public interface SttProvider extends Provider {
    /**
     * Opens a session for one utterance. Returns at once; sound accepted before the engine is ready is kept.
     *
     * @param listener called on any thread, one event at a time, never after {@link SttSession#close}
     */
    SttSession open(SttRequest request, SttListener listener);
}
