package io.ramal.extension;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The pairs of extensions this server runs. Methods return at once and may be called from any thread. */
@ProviderType
public interface Extensions {
    /** Every pair, in the order of the configuration; rows that cannot run are there too, with the reason. */
    List<ExtensionStatus> status();

    /** Where the running configuration came from, and how its source fares. */
    ConfigurationStatus configuration();

    /** Where the running configuration came from. */
    default ExtensionSource source() {
        return configuration().source();
    }
}
