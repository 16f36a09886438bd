package io.ramal.provider;

import org.osgi.annotation.versioning.ProviderType;

/** A provider lent for one utterance. Closing is idempotent and may happen on any thread. */
@ProviderType
public interface Lease<P extends Provider> extends AutoCloseable {
    P provider();

    @Override
    void close();
}
