package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last known configuration on disk. Its modification time is when the database was last seen to hold it. The copy it
 * replaces stays as {@code .bak}; one that is broken stays as {@code .broken}, for whoever edited it. For one thread.
 */
final class ConfigurationFile {
    private final Path file;
    /** Digest of what it was last known to hold and to be good, so that this need not be read again; null at first. */
    private byte @Nullable [] good;

    ConfigurationFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * What a file holds.
     *
     * @param rows in the order of their ids
     * @param confirmed when the database was last seen to hold them
     */
    record Held(List<Row> rows, Instant confirmed) {}

    /** What is to be in a file; it may be asked for more than once. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Its name, for people. */
    String name() {
        return file.toString();
    }

    /**
     * What it holds, null when there is none.
     *
     * @throws IOException naming the file and where it is broken
     */
    @Nullable
    Held read() throws IOException {
        byte[] bytes = bytes(file);
        Held held = held(file, bytes);
        good = bytes == null || held == null || held.rows().isEmpty() ? null : digest(out -> out.write(bytes));
        return held;
    }

    /** What the copy before it holds, null when there is none. */
    @Nullable
    Held readPrevious() throws IOException {
        Path previous = beside(".bak");
        return held(previous, bytes(previous));
    }

    /** Writes the rows that are well-formed if the file holds anything else; if there are none, leaves it as it is. */
    void store(List<Row> rows, Instant confirmed) throws IOException {
        List<Row> wellFormed = FileFormat.wellFormed(rows);
        if (wellFormed.isEmpty()) {
            return;
        }
        Content content = out -> FileFormat.write(wellFormed, out);
        byte[] wanted = digest(content);
        byte[] current = Files.exists(file) ? digest(out -> Files.copy(file, out)) : null;
        if (Arrays.equals(current, wanted)) {
            Files.setLastModifiedTime(file, FileTime.from(confirmed));
            return;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (current != null) {
            boolean keep = Arrays.equals(current, good) || isGood(file);
            Instant since = Files.getLastModifiedTime(file).toInstant();
            write(beside(keep ? ".bak" : ".broken"), out -> Files.copy(file, out), since);
        }
        write(file, content, confirmed);
        good = wanted;
    }

    private static byte[] digest(Content content) throws IOException {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            content.writeTo(out);
            return out.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isGood(Path path) {
        try {
            return !FileFormat.read(Files.readAllBytes(path)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Held held(Path path, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return null;
        }
        try {
            return new Held(
                    FileFormat.read(bytes), Files.getLastModifiedTime(path).toInstant());
        } catch (IOException e) {
            throw new IOException(path + " is broken: " + e.getMessage(), e);
        }
    }

    private static byte @Nullable [] bytes(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All or nothing, also when the power fails. */
    private void write(Path path, Content content, Instant modified) throws IOException {
        Path temporary = beside(".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.setLastModifiedTime(temporary, FileTime.from(modified));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** Makes the new name last; a system that cannot open folders keeps names by itself. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder == null
                || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
