package io.ramal.provider;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a leg needs of a provider for its next utterance.
 *
 * @param language the language spoken
 * @param excluded ids of providers not to be chosen, because they have just failed
 * @param preferred id of the provider that is chosen before all others if it can serve, empty for none
 */
public record LeaseRequest(Locale language, Set<String> excluded, String preferred) {
    public LeaseRequest {
        Objects.requireNonNull(language);
        Objects.requireNonNull(preferred);
        excluded = Set.copyOf(excluded);
    }

    public LeaseRequest(Locale language, Set<String> excluded) {
        this(language, excluded, "");
    }

    public static LeaseRequest of(Locale language) {
        return new LeaseRequest(language, Set.of());
    }
}
