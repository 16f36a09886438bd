package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the database was last seen to hold which content: a file with a line for each of the last few, the time and the
 * SHA-256. What somebody has edited, or brought from elsewhere, is in no line. For one thread.
 */
final class Confirmations {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
    private static final int KEPT = 8;

    private final Path file;

    Confirmations(Path file) {
        this.file = file;
    }

    /**
     * When the database was last seen to hold this, null when that is not known.
     *
     * @param digest SHA-256 of the content, in hex
     */
    @Nullable
    Instant of(String digest) {
        try {
            return read().get(digest);
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", file, e.toString());
            return null;
        }
    }

    /** The database holds this. */
    void put(String digest, Instant at) throws IOException {
        Map<String, Instant> lines = new LinkedHashMap<>();
        lines.put(digest, at);
        read().forEach(lines::putIfAbsent);
        StringBuilder text = new StringBuilder();
        lines.entrySet().stream()
                .limit(KEPT)
                .forEach(line -> text.append(line.getValue())
                        .append(' ')
                        .append(line.getKey())
                        .append('\n'));
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        // not forced to the disk, as this is written at every reading and its loss costs a time and nothing else
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The times by their hashes, the newest first; what is no such line is skipped. */
    private Map<String, Instant> read() throws IOException {
        Map<String, Instant> lines = new LinkedHashMap<>();
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return lines;
        }
        text.lines().forEach(line -> {
            String[] words = line.strip().split(" ", 2);
            try {
                if (words.length == 2) {
                    lines.putIfAbsent(words[1], Instant.parse(words[0]));
                }
            } catch (DateTimeException e) {
                LOG.debug("{}: {}", file, e.getMessage());
            }
        });
        return lines;
    }
}
