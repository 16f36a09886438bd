package io.ramal.call;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What one part of a call's path counts since it was started, for those who watch. One service per part. Returns at
 * once, any thread.
 */
@ProviderType
public interface CallStatistics {
    /** Short name of the part, such as {@code leg}. */
    String part();

    /** What was dropped or given up because a bounded queue was full or a limit was reached, by fixed English names. */
    Map<String, Long> drops();

    /** What else is counted, by fixed English names. */
    default Map<String, Long> counts() {
        return Map.of();
    }
}
