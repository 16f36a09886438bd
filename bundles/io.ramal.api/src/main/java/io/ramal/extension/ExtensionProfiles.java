package io.ramal.extension;

import org.osgi.annotation.versioning.ProviderType;

/** What is set for single extensions. Returns at once, any thread. */
@ProviderType
public interface ExtensionProfiles {
    /** The profile of an AI extension as it is now; {@link ExtensionProfile#NONE} when it has none. */
    ExtensionProfile of(String number);
}
