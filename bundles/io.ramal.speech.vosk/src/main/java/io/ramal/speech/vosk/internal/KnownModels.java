package io.ramal.speech.vosk.internal;

import io.ramal.provider.ModelInstaller.Model;
import java.util.List;
import java.util.Optional;

/** The models an operator may ask for by name; the name is the language. */
final class KnownModels {
    private static final String BASE = "https://alphacephei.com/vosk/models/";

    static final List<Model> ALL = List.of(
            new Model(
                    "pt",
                    BASE + "vosk-model-small-pt-0.3.zip",
                    "6e1ce909032e1afa7a88e68a3d628ecafff302bdf195befab308826c395e93b7",
                    "Portuguese (Brazil), 31 MB, Apache-2.0; the checksum is second-hand, the publisher gives none"),
            new Model(
                    "en",
                    BASE + "vosk-model-small-en-us-0.15.zip",
                    "",
                    "English (US), 40 MB, Apache-2.0; no checksum known"));

    private KnownModels() {}

    static Optional<Model> named(String name) {
        return ALL.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    /** The name of a model that would do for a language, without its ending. */
    static String archive(String language) {
        return named(language)
                .map(m -> m.url().substring(BASE.length()).replace(".zip", ""))
                .orElse("a Vosk model");
    }
}
