package io.ramal.provider;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a leg needs of a provider for its next utterance.
 *
 * @param language the language spoken
 * @param excluded ids of providers not to be chosen, because they have just failed
 */
public record LeaseRequest(Locale language, Set<String> excluded) {
    public LeaseRequest {
        Objects.requireNonNull(language);
        excluded = Set.copyOf(excluded);
    }

    public static LeaseRequest of(Locale language) {
        return new LeaseRequest(language, Set.of());
    }
}
