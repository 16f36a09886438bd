package io.ramal.extensions.internal;

import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.ProviderRole;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one file says of an extension.
 *
 * @param pid the file's PID
 * @param number the AI extension, empty when the file does not tell a usable one
 * @param settings what is set for it
 */
record Profile(String pid, String number, ExtensionProfile settings) {
    static final int SHORTEST_SILENCE_MILLIS = 300;
    static final int LONGEST_SILENCE_MILLIS = 10_000;
    static final int MOST_CALLS = 10_000;

    /**
     * The values of a file as they stand there; an empty one is not set.
     *
     * @param number the AI extension; when empty, what follows the ~ in the PID
     */
    record Values(
            String number,
            String language,
            String voice,
            String greeting,
            String silenceMillis,
            String stt,
            String tts,
            String ai,
            String vad,
            String maxCalls,
            String transcripts,
            String recordings) {}

    /**
     * Reads a file.
     *
     * @param faults told of each bad value: PID, key, value and cure; that key counts as not set
     */
    static Profile of(String pid, Values values, Consumer<String> faults) {
        Reader reader = new Reader(pid, faults);
        Map<ProviderRole, String> providers = new EnumMap<>(ProviderRole.class);
        reader.provider("provider.stt", values.stt(), ProviderRole.STT, providers);
        reader.provider("provider.tts", values.tts(), ProviderRole.TTS, providers);
        reader.provider("provider.ai", values.ai(), ProviderRole.AI, providers);
        reader.provider("provider.vad", values.vad(), ProviderRole.VAD, providers);
        Integer silence = reader.number(
                "turn.silence.ms", values.silenceMillis(), SHORTEST_SILENCE_MILLIS, LONGEST_SILENCE_MILLIS);
        ExtensionProfile settings = new ExtensionProfile(
                reader.language(values.language()),
                values.voice().trim(),
                values.greeting().trim(),
                silence == null ? null : Duration.ofMillis(silence),
                providers,
                reader.number("calls.max", values.maxCalls(), 0, MOST_CALLS),
                reader.yesNo("transcripts", values.transcripts()),
                reader.yesNo("recordings", values.recordings()));
        return new Profile(pid, reader.extension(values.number()), settings);
    }

    /** Reads values one by one. */
    private record Reader(String pid, Consumer<String> faults) {
        String extension(String value) {
            String number =
                    value.trim().isEmpty() ? pid.substring(pid.indexOf('~') + 1).trim() : value.trim();
            if (number.isEmpty() || number.equals(pid)) {
                bad("number", value, "give the AI extension it is for, here or in the file's name");
                return "";
            }
            return number;
        }

        @Nullable
        Locale language(String value) {
            switch (value.trim()) {
                case "":
                    return null;
                case "pt", "pt-BR":
                    return Locale.forLanguageTag("pt-BR");
                case "en", "en-US":
                    return Locale.forLanguageTag("en-US");
                default:
                    bad("language", value, "give pt-BR or en-US");
                    return null;
            }
        }

        @Nullable
        Integer number(String key, String value, int lowest, int highest) {
            String text = value.trim();
            if (text.isEmpty()) {
                return null;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= lowest && number <= highest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below: any text that is not in the range is the same mistake
            }
            bad(key, value, "give a whole number from " + lowest + " to " + highest);
            return null;
        }

        @Nullable
        Boolean yesNo(String key, String value) {
            switch (value.trim().toLowerCase(Locale.ROOT)) {
                case "":
                    return null;
                case "true":
                    return true;
                case "false":
                    return false;
                default:
                    bad(key, value, "give true or false");
                    return null;
            }
        }

        void provider(String key, String value, ProviderRole role, Map<ProviderRole, String> providers) {
            String id = value.trim();
            if (id.chars().anyMatch(Character::isWhitespace)) {
                bad(key, value, "give one id as ramal:providers shows it");
            } else if (!id.isEmpty()) {
                providers.put(role, id);
            }
        }

        private void bad(String key, String value, String cure) {
            faults.accept(pid + ": " + key + "=" + value + " cannot be used and is ignored; " + cure);
        }
    }
}
