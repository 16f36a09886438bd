package io.ramal.speech.piper.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ramal.helper.HelperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The voices a helper speaks with; any thread. */
final class Voices {
    /** Changes whenever the same engine's sound is treated differently on its way to the caller. */
    private static final String TREATMENT = "clauses1";

    private static final Map<String, Locale> USUAL = Map.of(
            PiperSettings.PORTUGUESE, Locale.forLanguageTag("pt-BR"),
            PiperSettings.ENGLISH, Locale.forLanguageTag("en-US"));

    private final PiperSettings settings;
    private final String engineVersion;
    /** As last given to a helper. */
    private final Map<String, VoiceFile> files = new ConcurrentHashMap<>();

    Voices(PiperSettings settings, String engineVersion) {
        this.settings = settings;
        this.engineVersion = engineVersion;
    }

    /** What can be spoken: the voices' languages, or for a voice that is not there yet the usual one. */
    Set<Locale> languages() {
        Set<Locale> languages = new LinkedHashSet<>();
        settings.voices().forEach((family, model) -> {
            try {
                languages.add(VoiceFile.read(family, model).language());
            } catch (HelperException e) {
                languages.add(USUAL.getOrDefault(family, Locale.forLanguageTag(family)));
            }
        });
        return languages;
    }

    /**
     * Looks the voices through for a helper about to start.
     *
     * @param folder where their configurations, with the length scale, are written
     * @return three arguments for each: name, model, configuration
     * @throws HelperException when one cannot serve
     */
    List<String> arguments(Path folder) throws HelperException {
        List<String> arguments = new ArrayList<>();
        for (Map.Entry<String, Path> voice : settings.voices().entrySet()) {
            VoiceFile file = VoiceFile.read(voice.getKey(), voice.getValue());
            files.put(voice.getKey(), file);
            arguments.add(voice.getKey());
            arguments.add(file.model().toString());
            arguments.add(written(folder, scaled(file.config())).toString());
        }
        return arguments;
    }

    /** The name of the voice for a language. */
    String choose(Locale language) {
        String family = language.getLanguage();
        return settings.voices().containsKey(family)
                ? family
                : settings.voices().lastKey();
    }

    /** See {@link io.ramal.tts.TtsProvider#voiceKey}. */
    String key(Locale language) {
        String family = choose(language);
        VoiceFile file = files.get(family);
        return "piper/" + engineVersion + "/"
                + (file == null ? settings.voices().get(family) : file.stamp()) + "/length=" + settings.lengthScale()
                + "/" + TREATMENT;
    }

    /** Piper takes the length scale from a voice's configuration only. */
    private String scaled(JsonObject config) {
        JsonObject copy = config.deepCopy();
        JsonElement present = copy.get("inference");
        JsonObject inference = present != null && present.isJsonObject() ? present.getAsJsonObject() : new JsonObject();
        JsonElement own = inference.get("length_scale");
        double scale =
                own != null && own.isJsonPrimitive() && own.getAsJsonPrimitive().isNumber() ? own.getAsDouble() : 1;
        inference.addProperty("length_scale", scale * settings.lengthScale());
        copy.add("inference", inference);
        return copy.toString();
    }

    /** A file named after its content: servers on one data folder do not disturb each other. */
    private static Path written(Path folder, String config) throws HelperException {
        try {
            byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            Path file = folder.resolve("voice-" + hash + ".json");
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "voice-", ".new");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new HelperException(
                    "the voice's configuration cannot be written: " + e,
                    "make the data folder writable for the server and see that the disk is not full");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
