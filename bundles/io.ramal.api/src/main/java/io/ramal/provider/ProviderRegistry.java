package io.ramal.provider;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Chooses who serves the next utterance. Methods return at once, take no lock that a provider could hold, and may be
 * called from any thread.
 */
@ProviderType
public interface ProviderRegistry {
    /**
     * Lends the best provider of a seam that is ready, serves the language and is not excluded.
     *
     * @param seam the seam's interface, such as {@code SttProvider.class}
     * @return empty when nobody can serve
     */
    <P extends Provider> Optional<Lease<P>> lease(Class<P> seam, LeaseRequest request);

    /** Every registered provider, by role and then by preference. */
    List<ProviderStatus> providers();
}
