package io.ramal.extension;

import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set for one AI extension beyond its row in the table. What is not set follows the server.
 *
 * @param language language spoken with visitors, null when not set
 * @param voice an engine's name of a voice, empty when not set
 * @param greeting first sentence of every call, empty when not set
 * @param silence silence that ends the caller's turn, null when not set
 * @param providers ids of the providers that serve first while they can, by role
 * @param maxCalls visits at once, null when not set
 * @param transcripts whether words and names are kept, null when not set
 * @param recordings whether sound is kept, null when not set
 */
public record ExtensionProfile(
        @Nullable Locale language,
        String voice,
        String greeting,
        @Nullable Duration silence,
        Map<ProviderRole, String> providers,
        @Nullable Integer maxCalls,
        @Nullable Boolean transcripts,
        @Nullable Boolean recordings) {
    /** Nothing is set. */
    public static final ExtensionProfile NONE = new ExtensionProfile(null, "", "", null, Map.of(), null);

    public ExtensionProfile {
        Objects.requireNonNull(voice);
        Objects.requireNonNull(greeting);
        providers = Map.copyOf(providers);
    }

    /** A profile that leaves what is kept to the server. */
    public ExtensionProfile(
            @Nullable Locale language,
            String voice,
            String greeting,
            @Nullable Duration silence,
            Map<ProviderRole, String> providers,
            @Nullable Integer maxCalls) {
        this(language, voice, greeting, silence, providers, maxCalls, null, null);
    }
}
