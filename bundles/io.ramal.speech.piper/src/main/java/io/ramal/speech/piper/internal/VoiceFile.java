package io.ramal.speech.piper.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.helper.HelperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A voice as it lies on disk, looked through before Piper gets it: what is wrong with a voice is to be read in health, not
 * in a crash.
 *
 * @param model the {@code .onnx}
 * @param language the voice's
 * @param config what is beside it in {@code .onnx.json}
 * @param stamp changes when the file does
 */
record VoiceFile(Path model, Locale language, JsonObject config, String stamp) {
    static final String SOURCE =
            "voices come from huggingface.co/rhasspy/piper-voices (voices.json lists them): put the"
                    + " .onnx and its .onnx.json there; it is looked for every 10 s";

    private static final long LONGEST_CONFIG = 1024 * 1024;
    private static final Pattern ESPEAK_VOICE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");

    /**
     * Reads a voice's configuration; the model itself is only looked for.
     *
     * @param family the language it is to speak, such as {@code pt}
     * @throws HelperException when it is not there or cannot be a voice of that language
     */
    static VoiceFile read(String family, Path model) throws HelperException {
        Path json = model.resolveSibling(model.getFileName() + ".json");
        for (Path file : new Path[] {model, json}) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new HelperException("the voice's file " + file + " is not there or may not be read", SOURCE);
            }
        }
        try {
            if (Files.size(model) == 0 || Files.size(json) > LONGEST_CONFIG) {
                throw bad(Files.size(model) == 0 ? model : json, "its size is wrong");
            }
            JsonObject config = parsed(json);
            return new VoiceFile(model, language(family, config, json), config, stamp(model, json));
        } catch (IOException e) {
            throw new HelperException("the voice's files cannot be read: " + e, "check " + model.getParent());
        }
    }

    private static JsonObject parsed(Path json) throws IOException, HelperException {
        JsonElement parsed;
        try {
            parsed = JsonParser.parseString(Files.readString(json));
        } catch (JsonParseException e) {
            throw bad(json, "it is not JSON");
        }
        if (!parsed.isJsonObject()) {
            throw bad(json, "it is not a JSON object");
        }
        JsonObject config = parsed.getAsJsonObject();
        number(config, json, "audio", "sample_rate", 8000, 48_000);
        number(config, json, "", "num_speakers", 1, 10_000);
        JsonElement ids = config.get("phoneme_id_map");
        if (ids == null || !ids.isJsonObject() || ids.getAsJsonObject().size() == 0) {
            throw bad(json, "phoneme_id_map is missing");
        }
        if (config.has("phoneme_type") && !"espeak".equals(text(config, "", "phoneme_type"))) {
            throw bad(json, "phoneme_type is not espeak");
        }
        return config;
    }

    private static Locale language(String family, JsonObject config, Path json) throws HelperException {
        String espeak = text(config, "espeak", "voice");
        if (espeak == null || !ESPEAK_VOICE.matcher(espeak).matches()) {
            throw bad(json, "espeak.voice is missing or no name of a voice");
        }
        // old voices do not tell their language
        String code = text(config, "language", "code");
        String tag = (code == null ? espeak : code).replace('_', '-');
        Locale language;
        try {
            language = new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw bad(json, "language.code " + tag + " is no language");
        }
        if (!language.getLanguage().equals(family) || !espeak.split("-", 2)[0].equals(family)) {
            throw new HelperException(
                    "the voice " + json + " speaks " + tag + " (espeak.voice " + espeak + ")",
                    "voice." + family + " takes a voice of the language " + family);
        }
        return language;
    }

    private static void number(JsonObject config, Path json, String group, String key, int min, int max)
            throws HelperException {
        JsonElement value = element(config, group, key);
        String name = group.isEmpty() ? key : group + "." + key;
        try {
            int n = value == null ? min - 1 : value.getAsInt();
            if (n < min || n > max) {
                throw bad(json, name + " is missing or not between " + min + " and " + max);
            }
        } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
            throw bad(json, name + " is no number");
        }
    }

    private static @Nullable String text(JsonObject config, String group, String key) {
        JsonElement value = element(config, group, key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
    }

    private static @Nullable JsonElement element(JsonObject config, String group, String key) {
        if (group.isEmpty()) {
            return config.get(key);
        }
        JsonElement inner = config.get(group);
        return inner != null && inner.isJsonObject() ? inner.getAsJsonObject().get(key) : null;
    }

    private static HelperException bad(Path file, String why) {
        return new HelperException(file + " is not a voice of Piper: " + why, SOURCE);
    }

    private static String stamp(Path model, Path json) throws IOException {
        return model.getFileName() + "/" + Files.size(model) + "/"
                + Files.getLastModifiedTime(model).toMillis() + "/"
                + Files.getLastModifiedTime(json).toMillis();
    }
}
