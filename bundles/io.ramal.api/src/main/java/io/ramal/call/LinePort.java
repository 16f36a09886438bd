package io.ramal.call;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** An open port. Closing stops accepting and leaves the lines that are up alone; idempotent, any thread. */
@ProviderType
public interface LinePort extends AutoCloseable {
    /** Where it really listens. */
    InetSocketAddress address();

    /** Lines up on it now. */
    int lines();

    @Override
    void close();
}
