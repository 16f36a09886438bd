package io.ramal.http.internal;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/status} shows. The component names are the API: installations read them, so that one may be added
 * and none renamed, retyped or removed.
 *
 * @param fonte where the configuration came from, null while no component knows
 */
record StatusView(
        int total_extensions, @Nullable String fonte, List<ExtensionView> extensions, List<ProviderView> providers) {

    static StatusView of(
            @Nullable ExtensionSource source, List<ExtensionStatus> extensions, List<ProviderStatus> providers) {
        return new StatusView(
                extensions.size(),
                source == null ? null : word(source),
                extensions.stream().map(ExtensionView::of).toList(),
                providers.stream().map(ProviderView::of).toList());
    }

    private static String word(ExtensionSource source) {
        return switch (source) {
            case DATABASE -> "banco";
            case FILE -> "arquivo";
            case COMPATIBILITY -> "compatibilidade";
        };
    }

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
