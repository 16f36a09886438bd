package io.ramal.provider;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What every provider is besides its seam. A provider is an OSGi service of its seam's interface; a higher {@code
 * service.ranking} is preferred. Both methods return at once and may be called from any thread, also the audio thread.
 */
@ConsumerType
public interface Provider {
    ProviderInfo info();

    ProviderHealth health();
}
