package io.ramal.speech.azure.internal;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which voice speaks what. */
final class Voices {
    /**
     * Names of Azure's voices begin with a locale: {@code pt-BR-FranciscaNeural}, {@code
     * en-US-Ava:DragonHDLatestNeural}. Other engines' names do not look like that.
     */
    static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile(
            "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){1,3}-[A-Za-z0-9]{2,40}(:[A-Za-z0-9]{2,60})?");

    private final AzureSettings.Speaking settings;

    Voices(AzureSettings.Speaking settings) {
        this.settings = settings;
    }

    /** Languages with a voice. */
    Set<Locale> languages() {
        return settings.voices().keySet().stream().map(Locale::forLanguageTag).collect(Collectors.toUnmodifiableSet());
    }

    /** The voice asked for if it is one of Azure's, else the one of the language. */
    String choose(Locale language, String asked) {
        if (NAME.matcher(asked).matches()) {
            return asked;
        }
        return settings.voices()
                .getOrDefault(
                        language.getLanguage(),
                        Objects.requireNonNull(settings.voices().get("en")));
    }

    /** Changes with whatever makes a text sound different. */
    String key(Locale language, String asked) {
        return "azure/" + choose(language, asked) + "/" + settings.rate() + "/" + settings.pitch();
    }
}
