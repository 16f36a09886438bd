package io.ramal.speech.espeak.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which voice speaks what. */
final class Voices {
    /** The languages on board. */
    static final Set<Locale> LANGUAGES = Set.of(Locale.forLanguageTag("pt-BR"), Locale.forLanguageTag("en-US"));

    /** Changes when the sound is treated differently after the engine. */
    private static final int TREATMENT = 1;

    /** No slash: eSpeak NG looks a voice up as a path below its data folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_ -]{0,39}");

    private final EspeakSettings settings;
    private final String engineVersion;

    Voices(EspeakSettings settings, String engineVersion) {
        this.settings = settings;
        this.engineVersion = engineVersion;
    }

    /** Whether it can be a name of a voice. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The voice when none is asked for. */
    String defaultFor(Locale language) {
        return language.getLanguage().equals("pt") ? settings.voicePortuguese() : settings.voiceEnglish();
    }

    /** The voice to ask the engine for. */
    String choose(Locale language, String voice) {
        return isName(voice) ? voice : defaultFor(language);
    }

    /** See {@link io.ramal.tts.TtsProvider#voiceKey}. */
    String key(Locale language, String voice) {
        return "espeak/" + engineVersion + "/" + choose(language, voice) + "/" + defaultFor(language) + "/rate="
                + settings.rate() + "/pitch=" + settings.pitch() + "/" + TREATMENT;
    }
}
