package io.ramal.shell.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.time.Instant;
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

    /** The state in a word; of one that is ready and fails, what its circuit makes of it. */
    public static String state(ProviderStatus p) {
        if (!p.health().ready()) {
            return state(p.health());
        }
        return switch (p.performance().circuit()) {
            case CLOSED -> state(p.health());
            case HALF_OPEN -> "on trial";
            case OPEN -> "left out";
        };
    }

    /** Why a provider failed last and how long ago; empty when it never did. */
    public static String lastFailure(ProviderStatus p, Instant now) {
        Instant at = p.performance().lastFailureAt();
        return at == null
                ? ""
                : p.info().id() + " (" + p.info().role() + ") failed last "
                        + Durations.rough(Duration.between(at, now)) + " ago: "
                        + p.performance().lastFailure();
    }

    /** Why a provider does not serve and what to do; empty when it does. */
    public static String complaint(ProviderStatus p) {
        ProviderHealth h = p.health();
        if (h.ready()) {
            return p.available() ? "" : p.info().id() + ": fails too often and is left out for a while";
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
