package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A file on its way: {@code <name>.part}, and {@code <name>.part.note} saying where from. */
final class PartFile {
    private final Path path;
    private final Path notePath;

    /**
     * Where a part came from.
     *
     * @param validator ETag or date of the whole; empty when the server gave none
     * @param total its size in bytes, -1 when unknown
     */
    record Note(String url, String validator, long total) {}

    /** There is no place for the file. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoomException(String message) {
            super(message);
        }
    }

    PartFile(Path folder, String name) {
        this.path = folder.resolve(name + ".part");
        this.notePath = folder.resolve(name + ".part.note");
    }

    Path path() {
        return path;
    }

    /** Bytes there; 0 when there is no file. */
    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The note, when it is of {@code url}. */
    @Nullable
    Note note(String url) {
        if (!Files.exists(notePath)) {
            return null;
        }
        Properties p = new Properties();
        try (Reader in = Files.newBufferedReader(notePath, StandardCharsets.UTF_8)) {
            p.load(in);
            Note note = new Note(
                    p.getProperty("url", ""),
                    p.getProperty("validator", ""),
                    Long.parseLong(p.getProperty("total", "-1")));
            return note.url().equals(url) ? note : null;
        } catch (IOException | IllegalArgumentException e) {
            // a note nobody can read is none: the download starts anew
            return null;
        }
    }

    /** Writes the note. */
    void note(String url, String validator, long total) throws IOException {
        Properties p = new Properties();
        p.setProperty("url", url);
        p.setProperty("validator", validator);
        p.setProperty("total", Long.toString(total));
        try (Writer out = Files.newBufferedWriter(notePath, StandardCharsets.UTF_8)) {
            p.store(out, null);
        }
    }

    /** Sees that so many more bytes have a place; an unknown number has. */
    void room(long bytes, long max) throws NoRoomException, IOException {
        if (bytes > max) {
            throw new NoRoomException("the file has " + bytes + " bytes, more than the " + max + " allowed");
        }
        Path folder = path.toAbsolutePath().getParent();
        long free = folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        if (bytes > free) {
            throw new NoRoomException(
                    "the disk is too full: " + bytes + " bytes are to come and " + free + " are free at " + folder);
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(notePath);
    }
}
