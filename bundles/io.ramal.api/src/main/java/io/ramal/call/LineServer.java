package io.ramal.call;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Opens ports on which Asterisk delivers legs. */
@ProviderType
public interface LineServer {
    /**
     * Binds and accepts; returns when the port is open. Blocking: not for the audio path.
     *
     * @throws IOException naming address, port and reason when it cannot bind; a {@link java.net.BindException} when the
     *     port is taken
     */
    LinePort open(LinePortRequest request) throws IOException;
}
