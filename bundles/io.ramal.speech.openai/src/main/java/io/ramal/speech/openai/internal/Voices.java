package io.ramal.speech.openai.internal;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Which voice speaks what. */
final class Voices {
    /** OpenAI's own, as its documentation lists them. */
    static final Set<String> OPENAI = Set.of(
            "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage", "shimmer",
            "verse");

    private final String where;
    private final SpeechSettings.Speaking settings;

    /** @param where the service: others have other voices of the same names */
    Voices(String where, SpeechSettings.Speaking settings) {
        this.where = where;
        this.settings = settings;
    }

    /** The voice asked for if it is one of this service, else the one of the language. */
    String choose(Locale language, String asked) {
        Set<String> known = settings.known();
        if (!asked.isBlank() && (known.contains("*") || known.contains(asked))) {
            return asked;
        }
        return settings.voices()
                .getOrDefault(
                        language.getLanguage(),
                        Objects.requireNonNull(settings.voices().get("en")));
    }

    /** Changes with whatever makes a text sound different. */
    String key(Locale language, String asked) {
        return String.join(
                "/",
                "openai-speech",
                where,
                settings.model(),
                choose(language, asked),
                String.valueOf(settings.speed()),
                String.valueOf(settings.rate()));
    }
}
