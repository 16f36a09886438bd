package io.ramal.provider;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a leg needs of a provider for its next utterance.
 *
 * @param language the language spoken
 * @param excluded ids of providers not to be chosen, because they have just failed
 * @param preferred id of the provider that the extension's profile asks for, empty for none; it is chosen before all
 *     others while it can serve, unless an operator has chosen another for this extension
 * @param extension number of the extension that is served, empty where none is
 * @param needs what the provider must be able to do
 */
public record LeaseRequest(
        Locale language, Set<String> excluded, String preferred, String extension, Set<Capability> needs) {
    public LeaseRequest {
        Objects.requireNonNull(language);
        Objects.requireNonNull(preferred);
        Objects.requireNonNull(extension);
        excluded = Set.copyOf(excluded);
        needs = Set.copyOf(needs);
    }

    public LeaseRequest(Locale language, Set<String> excluded, String preferred) {
        this(language, excluded, preferred, "", Set.of());
    }

    public LeaseRequest(Locale language, Set<String> excluded) {
        this(language, excluded, "");
    }

    public static LeaseRequest of(Locale language) {
        return new LeaseRequest(language, Set.of());
    }

    /** The same for one extension, by its number. */
    public LeaseRequest on(String number) {
        return new LeaseRequest(language, excluded, preferred, number, needs);
    }
}
