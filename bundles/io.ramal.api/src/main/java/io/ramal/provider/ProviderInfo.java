package io.ramal.provider;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Who a provider is and what it can do; capabilities are data.
 *
 * @param id short name an operator types, such as {@code vosk}
 * @param role what it does
 * @param languages languages it serves, such as {@code pt-BR}; empty means any
 * @param description one line for people
 * @param capabilities what it can do beyond its seam's contract
 */
public record ProviderInfo(
        String id, ProviderRole role, Set<Locale> languages, String description, Set<Capability> capabilities) {
    public ProviderInfo {
        Objects.requireNonNull(id);
        Objects.requireNonNull(role);
        Objects.requireNonNull(description);
        languages = Set.copyOf(languages);
        capabilities = Set.copyOf(capabilities);
    }

    /** A provider that does what its seam's contract says, no more. */
    public ProviderInfo(String id, ProviderRole role, Set<Locale> languages, String description) {
        this(id, role, languages, description, Set.of());
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Whether it serves {@code language}; a provider of {@code pt} serves {@code pt-BR}. */
    public boolean serves(Locale language) {
        return languages.isEmpty()
                || languages.stream()
                        .anyMatch(l -> l.equals(language)
                                || (l.getCountry().isEmpty() && l.getLanguage().equals(language.getLanguage())));
    }
}
