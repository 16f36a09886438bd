package io.ramal.provider;

import java.io.IOException;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whom operators have chosen to serve, beside what rankings and profiles say. A choice is in force for the next utterance
 * of every call, also those that are up, and is kept across restarts. What was chosen for an extension goes before its
 * profile, and that before what was chosen for all.
 */
@ProviderType
public interface ProviderChoices {
    /** Stands for every extension. */
    String ALL = "all";

    /** The choices by extension number, or {@value #ALL}; without those that choose nothing. Any thread. */
    Map<String, Map<ProviderRole, String>> choices();

    /**
     * Chooses. What is not named stays. Blocking: it writes a file.
     *
     * @param extension an extension's number, or {@value #ALL}
     * @param ids provider ids by role; an empty id takes the choice back
     * @throws IOException when it cannot be kept; it is then not in force either
     */
    void use(String extension, Map<ProviderRole, String> ids) throws IOException;
}
