package io.ramal.registry.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.provider.ProviderChoices;
import io.ramal.provider.ProviderRole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators have chosen, kept in a file: {@code {"all":{"tts":"piper"},"1001":{"stt":"azure"}}}. Thread-safe; reading
 * takes no lock.
 */
final class Choices implements ProviderChoices {
    private static final Logger log = LoggerFactory.getLogger(Choices.class);

    private final Path file;
    private final Runnable changed;
    private final Object writing = new Object();
    private volatile Map<String, Map<ProviderRole, String>> choices;

    /** Reads the file; one that cannot be understood is said, put aside, and chooses nothing. */
    Choices(Path file, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.choices = read();
    }

    @Override
    public Map<String, Map<ProviderRole, String>> choices() {
        return choices;
    }

    @Override
    public void use(String extension, Map<ProviderRole, String> ids) throws IOException {
        if (extension.isBlank()) {
            throw new IllegalArgumentException("an extension's number or \"" + ALL + "\" is needed");
        }
        synchronized (writing) {
            Map<String, Map<ProviderRole, String>> all = new TreeMap<>(choices);
            Map<ProviderRole, String> mine = new EnumMap<>(ProviderRole.class);
            mine.putAll(all.getOrDefault(extension, Map.of()));
            ids.forEach((role, id) -> {
                if (id.isBlank()) {
                    mine.remove(role);
                } else {
                    mine.put(role, id.strip());
                }
            });
            all.remove(extension);
            if (!mine.isEmpty()) {
                all.put(extension, Map.copyOf(mine));
            }
            write(all);
            choices = Map.copyOf(all);
        }
        changed.run();
    }

    private Map<String, Map<ProviderRole, String>> read() {
        String why;
        try {
            return parse(JsonParser.parseString(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (CharacterCodingException e) {
            why = "it is not UTF-8";
        } catch (JsonParseException | IllegalArgumentException | IllegalStateException e) {
            why = String.valueOf(e.getMessage());
        } catch (IOException e) {
            why = e.toString();
        }
        Path aside = file.resolveSibling(file.getFileName() + ".bad");
        log.error(
                "{} cannot be understood ({}): nobody is chosen by it. It is kept as {}; choose anew with ramal:use",
                file,
                why,
                aside.getFileName());
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.error("{} cannot be put aside: {}", file, e.toString());
        }
        return Map.of();
    }

    private static Map<String, Map<ProviderRole, String>> parse(JsonElement root) {
        Map<String, Map<ProviderRole, String>> all = new TreeMap<>();
        for (Map.Entry<String, JsonElement> extension : root.getAsJsonObject().entrySet()) {
            Map<ProviderRole, String> ids = new EnumMap<>(ProviderRole.class);
            for (Map.Entry<String, JsonElement> e :
                    extension.getValue().getAsJsonObject().entrySet()) {
                ids.put(ProviderRole.valueOf(e.getKey().toUpperCase(Locale.ROOT)), id(e.getValue()));
            }
            if (!ids.isEmpty()) {
                all.put(extension.getKey(), Map.copyOf(ids));
            }
        }
        return Map.copyOf(all);
    }

    /** Nothing but text: what else a hand may have written there would fail in other ways. */
    private static String id(JsonElement value) {
        if (value.isJsonPrimitive() && !value.getAsString().isBlank()) {
            return value.getAsString().strip();
        }
        throw new IllegalArgumentException(value + " is no id of a provider");
    }

    private void write(Map<String, Map<ProviderRole, String>> all) throws IOException {
        JsonObject root = new JsonObject();
        all.forEach((extension, ids) -> {
            JsonObject one = new JsonObject();
            new TreeMap<>(ids).forEach((role, id) -> one.addProperty(role.name().toLowerCase(Locale.ROOT), id));
            root.add(extension, one);
        });
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(root + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
