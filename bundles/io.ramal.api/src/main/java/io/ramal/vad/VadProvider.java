package io.ramal.vad;

import io.ramal.provider.Provider;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens detectors of speech. */
@ConsumerType
public interface VadProvider extends Provider {
    /**
     * Opens a detector for one leg.
     *
     * @param listener called synchronously from {@link VadSession#accept}, on the thread that calls it
     */
    VadSession open(VadRequest request, VadListener listener);
}
