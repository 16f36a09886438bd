package io.ramal.speech.espeak.internal;

import io.ramal.helper.wire.Reply;
import io.ramal.speech.espeak.wire.RhVoiceName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which voice speaks what. Safe on any thread. */
final class Voices {
    private static final Logger log = LoggerFactory.getLogger(Voices.class);

    /** The languages on board. */
    static final Set<Locale> LANGUAGES = Set.of(Locale.forLanguageTag("pt-BR"), Locale.forLanguageTag("en-US"));

    /** For Portuguese: RHVoice's voice when the system has it, else eSpeak NG's. */
    static final String AUTO = "auto";
    /** For Portuguese: eSpeak NG's own voice. */
    static final String ESPEAK = "espeak";
    /** For Portuguese: RHVoice's voice; eSpeak NG's only while it is not there. */
    static final String RHVOICE = "rhvoice";
    /** What a caller names RHVoice's voice. */
    static final String LETICIA = "leticia";

    private static final String ESPEAK_PORTUGUESE = "pt-br";
    /** Changes when the sound is treated differently after the engine. */
    private static final int TREATMENT = 1;
    /** No slash: eSpeak NG looks a voice up as a path below its data folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_ -]{0,39}");

    private final EspeakSettings settings;
    private final String engineVersion;
    private volatile boolean rhVoice;

    /** @param rhVoice whether the system seems to have RHVoice; the helper will tell */
    Voices(EspeakSettings settings, String engineVersion, boolean rhVoice) {
        this.settings = settings;
        this.engineVersion = engineVersion;
        this.rhVoice = rhVoice;
        if (!rhVoice && settings.voicePortuguese().equals(RHVOICE)) {
            log.warn("voice.pt is rhvoice, but RHVoice with its voice Leticia-F123 is not installed;"
                    + " on Debian: apt install rhvoice rhvoice-brazilian-portuguese (non-free). eSpeak NG speaks");
        }
    }

    /** Whether it can be a name of a voice. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A helper tells what it could load. */
    void greeted(Reply.Hello hello) {
        boolean loaded = !hello.extra().isEmpty();
        if (rhVoice && !loaded) {
            log.warn("RHVoice is installed but does not load; eSpeak NG speaks. The log says more at DEBUG");
        }
        rhVoice = rhVoice && loaded;
    }

    /** eSpeak NG's voice when nothing else is asked for or can be had. */
    String fallbackFor(Locale language) {
        if (!portuguese(language)) {
            return settings.voiceEnglish();
        }
        String voice = settings.voicePortuguese();
        return Set.of(AUTO, ESPEAK, RHVOICE).contains(voice) ? ESPEAK_PORTUGUESE : voice;
    }

    /** The voice to ask the helper for. */
    String choose(Locale language, String voice) {
        boolean better = rhVoice && portuguese(language);
        boolean asked =
                voice.isEmpty() ? Set.of(AUTO, RHVOICE).contains(settings.voicePortuguese()) : voice.equals(LETICIA);
        if (better && asked) {
            return RhVoiceName.BEGINNING + RhVoiceFiles.PROFILE;
        }
        return isName(voice) && !voice.equals(LETICIA) ? voice : fallbackFor(language);
    }

    /** See {@link io.ramal.tts.TtsProvider#voiceKey}. */
    String key(Locale language, String voice) {
        return "espeak/" + engineVersion + "/" + choose(language, voice) + "/" + fallbackFor(language) + "/rate="
                + settings.rate() + "/pitch=" + settings.pitch() + "/" + TREATMENT;
    }

    private static boolean portuguese(Locale language) {
        return language.getLanguage().equals("pt");
    }
}
