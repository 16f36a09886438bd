package io.ramal.speech.whisper.internal;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which languages a model is used for: of the hundred that a multilingual one knows, those Ramal speaks.
 *
 * @param codes such as {@code pt}
 */
record Languages(Set<String> codes) {
    static final Languages ENGLISH = new Languages(Set.of("en"));
    static final Languages MULTILINGUAL = new Languages(Set.of("pt", "en"));

    static Languages of(boolean multilingual) {
        return multilingual ? MULTILINGUAL : ENGLISH;
    }

    boolean speaks(String language) {
        return codes.contains(language);
    }

    Set<Locale> locales() {
        return codes.stream().map(Locale::forLanguageTag).collect(Collectors.toUnmodifiableSet());
    }

    String refusal(String language) {
        return this.equals(ENGLISH)
                ? "the Whisper model understands English only, and \"" + language + "\" is spoken"
                : "Whisper is not used for the language \"" + language + "\"";
    }
}
