package io.ramal.call;

import io.ramal.extension.Extension;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** An open port. Closing stops accepting and leaves the lines that are up alone; idempotent, any thread. */
@ProviderType
public interface LinePort extends AutoCloseable {
    /** Where it really listens. */
    InetSocketAddress address();

    /** Lines that come from now on belong to {@code extension}; those that are up keep theirs. */
    void serve(Extension extension);

    /** Lines up that came in on it, also after it was closed. */
    int lines();

    @Override
    void close();
}
