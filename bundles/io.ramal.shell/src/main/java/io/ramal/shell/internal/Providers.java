package io.ramal.shell.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Providers in words. */
public final class Providers {
    /** Roles without which a visitor cannot be served well. */
    static final List<ProviderRole> ESSENTIAL =
            List.of(ProviderRole.VAD, ProviderRole.STT, ProviderRole.TTS, ProviderRole.AI);

    private Providers() {}

    /** Language tags, {@code any} for a provider that takes all. */
    public static String languages(Set<Locale> languages) {
        return languages.isEmpty()
                ? "any"
                : languages.stream().map(Locale::toLanguageTag).sorted().collect(Collectors.joining(" "));
    }

    /** The state in a word. */
    public static String state(ProviderHealth health) {
        return health.state().name().toLowerCase(Locale.ROOT);
    }

    /** The state in a word; {@code left out} for one that is ready and fails. */
    public static String state(ProviderStatus p) {
        return p.health().ready() && !p.available() ? "left out" : state(p.health());
    }

    /** Why a provider does not serve and what to do; empty when it does. */
    public static String complaint(ProviderStatus p) {
        ProviderHealth h = p.health();
        if (h.ready()) {
            return p.available()
                    ? ""
                    : p.info().id() + ": fails and is left out for a while: "
                            + p.performance().lastFailure();
        }
        String why = p.info().id() + ": " + (h.reason().isBlank() ? state(h) : h.reason());
        return h.cure().isBlank() ? why : why + " -> " + h.cure();
    }

    /** @param language the language calls are held in, null when it is not known: any will do */
    static boolean available(List<ProviderStatus> providers, ProviderRole role, @Nullable Locale language) {
        return providers.stream()
                .anyMatch(p -> p.info().role() == role
                        && p.health().ready()
                        && (language == null || p.info().serves(language)));
    }

    /** Who serves a role, the preferred one first: {@code vosk (pt-BR), azure (any)}; {@code -} for nobody. */
    static String serving(List<ProviderStatus> providers, ProviderRole role) {
        String all = providers.stream()
                .filter(p -> p.info().role() == role && p.health().ready())
                .map(p -> p.info().id()
                        + (p.info().languages().isEmpty()
                                ? ""
                                : " (" + languages(p.info().languages()) + ")"))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }

    /**
     * The language visitors are spoken with, from the key {@code language} of {@code io.ramal.visit}.
     *
     * @param configured null when the default holds
     * @return null when it is one that is not spoken here, so that another serves
     */
    static @Nullable Locale callLanguage(@Nullable Object configured) {
        return switch (configured == null ? "" : configured.toString().strip()) {
            case "", "pt", "pt-BR" -> Locale.forLanguageTag("pt-BR");
            case "en", "en-US" -> Locale.forLanguageTag("en-US");
            default -> null;
        };
    }

    /** What is not there: {@code STT for pt-BR}. */
    static String wanted(ProviderRole role, @Nullable Locale language) {
        return language == null ? role.name() : role + " for " + language.toLanguageTag();
    }

    /** What is lost without a role. */
    static String loss(ProviderRole role) {
        return switch (role) {
            case VAD, STT -> "callers are heard by keypad only";
            case TTS -> "callers hear nothing";
            case AI -> "nobody answers what callers say";
            case DIAL -> "residents cannot be called";
        };
    }
}
