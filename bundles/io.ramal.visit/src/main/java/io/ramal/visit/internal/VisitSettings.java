package io.ramal.visit.internal;

import java.time.Duration;
import java.util.Locale;

/**
 * How visits are held.
 *
 * @param language language spoken with visitors
 * @param voice an engine's name of a voice, empty for its default
 * @param transcripts whether words are kept in the story of a call
 * @param recordings whether sound is kept, where there is somebody to keep it
 * @param recent how many ended calls are remembered
 * @param drain how long a stop waits for calls to end by themselves
 * @param resident how residents are called
 */
record VisitSettings(
        Locale language,
        String voice,
        boolean transcripts,
        boolean recordings,
        int recent,
        Duration drain,
        ResidentSettings resident) {
    /** What holds without any configuration. */
    static final VisitSettings DEFAULT = of("pt-BR", "", false, 200, 15_000);

    /**
     * Checks what an operator configured; a bad value is an error that names key, value and cure. No recordings, and
     * residents are called as without any configuration.
     */
    static VisitSettings of(String language, String voice, boolean transcripts, int recent, long drainMillis) {
        return new VisitSettings(
                locale(language),
                voice.strip(),
                transcripts,
                false,
                (int) between("calls.recent.max", recent, 0, 10_000),
                Duration.ofMillis(between("drain.ms", drainMillis, 0, 3_600_000)),
                ResidentSettings.DEFAULT);
    }

    VisitSettings with(boolean keepSound, ResidentSettings callResidents) {
        return new VisitSettings(language, voice, transcripts, keepSound, recent, drain, callResidents);
    }

    /** A bare language means the country it is spoken in here; others have neither sentences nor voices. */
    private static Locale locale(String tag) {
        return switch (tag.strip()) {
            case "pt", "pt-BR" -> Locale.forLanguageTag("pt-BR");
            case "en", "en-US" -> Locale.forLanguageTag("en-US");
            default ->
                throw new IllegalArgumentException(
                        "io.ramal.visit language=" + tag + " is not spoken here; give pt-BR or en-US");
        };
    }

    static long between(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "io.ramal.visit " + key + "=" + value + " is out of range; give " + min + " to " + max);
        }
        return value;
    }
}
