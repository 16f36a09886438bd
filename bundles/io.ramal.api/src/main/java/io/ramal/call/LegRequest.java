package io.ramal.call;

import io.ramal.provider.ProviderRole;
import io.ramal.stt.Expected;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a leg hears and speaks.
 *
 * @param line the transport's side
 * @param language language heard and spoken
 * @param voice an engine's name of a voice, empty for its default
 * @param silence silence that ends the caller's turn, null for the server's
 * @param providers ids of the providers that serve first while they can, by role
 * @param expected what the caller is likely to say
 */
public record LegRequest(
        Line line,
        Locale language,
        String voice,
        @Nullable Duration silence,
        Map<ProviderRole, String> providers,
        Expected expected) {
    public LegRequest {
        providers = Map.copyOf(providers);
    }

    /** A leg on which anything may be said. */
    public LegRequest(
            Line line, Locale language, String voice, @Nullable Duration silence, Map<ProviderRole, String> providers) {
        this(line, language, voice, silence, providers, Expected.ANYTHING);
    }

    /** A leg for which nothing special is set. */
    public LegRequest(Line line, Locale language, String voice) {
        this(line, language, voice, null, Map.of());
    }
}
