package io.ramal.http.internal;

import io.ramal.call.Calls;
import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/status} shows. The component names are the API: installations read them, so that one may be added
 * and none renamed, retyped or removed.
 *
 * @param fonte where the configuration came from, null while no component knows
 * @param configuracao the same with its age and its source's state, null while no component knows
 * @param aceitando whether a visit that came now would be taken in
 * @param chamadas_ativas calls up
 */
record StatusView(
        int total_extensions,
        @Nullable String fonte,
        @Nullable ConfigurationView configuracao,
        boolean aceitando,
        int chamadas_ativas,
        List<ExtensionView> extensions,
        List<ProviderView> providers) {

    static StatusView of(Services services, Instant now) {
        Extensions source = services.extensions();
        ConfigurationStatus configuration = source == null ? null : source.configuration();
        List<ExtensionStatus> extensions = source == null ? List.of() : source.status();
        ProviderRegistry registry = services.registry();
        Calls calls = services.calls();
        return new StatusView(
                extensions.size(),
                configuration == null ? null : word(configuration.source()),
                configuration == null ? null : ConfigurationView.of(configuration, now),
                services.accepting(),
                calls == null ? 0 : calls.active().size(),
                extensions.stream().map(ExtensionView::of).toList(),
                registry == null
                        ? List.of()
                        : registry.providers().stream().map(ProviderView::of).toList());
    }

    private static String word(ExtensionSource source) {
        return switch (source) {
            case DATABASE -> "banco";
            case FILE -> "arquivo";
            case COMPATIBILITY -> "compatibilidade";
        };
    }

    /**
     * Where the configuration comes from.
     *
     * @param confirmada_em when the database was last seen to hold it, in ISO 8601; null when that is not known
     * @param idade_segundos how long ago that was
     */
    record ConfigurationView(
            String fonte,
            @Nullable String confirmada_em,
            @Nullable Long idade_segundos,
            DatabaseView banco) {
        static ConfigurationView of(ConfigurationStatus s, Instant now) {
            Instant confirmed = s.confirmed();
            return new ConfigurationView(
                    word(s.source()),
                    text(confirmed),
                    confirmed == null
                            ? null
                            : Math.max(0, Duration.between(confirmed, now).toSeconds()),
                    new DatabaseView(s.database().label(), text(s.databaseSince()), s.databaseError(), s.notified()));
        }

        private static @Nullable String text(@Nullable Instant instant) {
            return instant == null
                    ? null
                    : instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }

    /**
     * The database.
     *
     * @param desde since when it fares so, null when none is configured
     * @param erro why it cannot be used
     * @param notificacoes whether it tells changes at once
     */
    record DatabaseView(
            String estado, @Nullable String desde, @Nullable String erro, boolean notificacoes) {}

    /**
     * A pair of extensions.
     *
     * @param porta_ia the port really bound, null when none is
     * @param porta_retorno the port really bound, null when none is
     */
    record ExtensionView(
            int id,
            String ramal_ia,
            String ramal_retorno,
            String ip,
            @Nullable Integer porta_ia,
            @Nullable Integer porta_retorno,
            int condominio_id,
            String status,
            int porta_ia_configurada,
            @Nullable Integer porta_retorno_configurada,
            int chamadas_ativas,
            @Nullable String erro) {
        static ExtensionView of(ExtensionStatus s) {
            Extension e = s.extension();
            return new ExtensionView(
                    e.id(),
                    e.number(),
                    e.returnNumber(),
                    e.address(),
                    s.boundPort(),
                    s.boundReturnPort(),
                    e.condominiumId(),
                    s.state().label(),
                    e.port(),
                    e.returnPort(),
                    s.activeCalls(),
                    s.error());
        }
    }

    /** A provider: who it is, whether it serves and if not, what to do about it. */
    record ProviderView(
            String id,
            String role,
            String description,
            List<String> languages,
            String state,
            String reason,
            String cure,
            int ranking,
            int leases,
            long served) {
        static ProviderView of(ProviderStatus s) {
            return new ProviderView(
                    s.info().id(),
                    s.info().role().name().toLowerCase(Locale.ROOT),
                    s.info().description(),
                    s.info().languages().stream()
                            .map(Locale::toLanguageTag)
                            .sorted()
                            .toList(),
                    s.health().state().name().toLowerCase(Locale.ROOT),
                    s.health().reason(),
                    s.health().cure(),
                    s.ranking(),
                    s.leases(),
                    s.served());
        }
    }
}
