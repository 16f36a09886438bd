package io.ramal.tts;

import java.util.Locale;

/**
 * How a sentence is to be spoken.
 *
 * @param language the language of the text
 * @param voice an engine's name of a voice, empty for its default of the language
 */
public record TtsRequest(Locale language, String voice) {
    public static TtsRequest of(Locale language) {
        return new TtsRequest(language, "");
    }
}
