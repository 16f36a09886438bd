package io.ramal.ai;

import io.ramal.provider.Provider;
import org.osgi.annotation.versioning.ConsumerType;

/** A backend that thinks. */
@ConsumerType
public interface AiProvider extends Provider {
    /**
     * Opens a dialogue with one leg; the session keeps its history. Returns at once.
     *
     * @param listener called on any thread, one event at a time, never after {@link AiSession#close}
     */
    AiSession open(AiRequest request, AiListener listener);
}
