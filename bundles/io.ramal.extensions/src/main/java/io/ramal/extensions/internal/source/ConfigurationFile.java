package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
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
    /** Digest of what was last written, which need not be read to be known as good; of nothing at first. */
    private byte[] written = {};

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
        return read(file);
    }

    /** What the copy before it holds, null when there is none. */
    @Nullable
    Held readPrevious() throws IOException {
        return read(beside(".bak"));
    }

    /** Writes the rows that are well-formed if the file holds anything else; if there are none, leaves it as it is. */
    void store(List<Row> rows, Instant confirmed) throws IOException {
        List<Row> wellFormed = FileFormat.wellFormed(rows);
        if (wellFormed.isEmpty()) {
            return;
        }
        byte[] wanted = FileFormat.write(wellFormed);
        byte[] current = bytes(file);
        if (current != null && Arrays.equals(current, wanted)) {
            Files.setLastModifiedTime(file, FileTime.from(confirmed));
            return;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (current != null) {
            Instant since = Files.getLastModifiedTime(file).toInstant();
            boolean good = Arrays.equals(written, digest(current)) || isGood(current);
            write(beside(good ? ".bak" : ".broken"), current, since);
        }
        write(file, wanted, confirmed);
        written = digest(wanted);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isGood(byte[] bytes) {
        try {
            return !FileFormat.read(bytes).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable Held read(Path path) throws IOException {
        byte[] bytes = bytes(path);
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
    private void write(Path path, byte[] bytes, Instant modified) throws IOException {
        Path temporary = beside(".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
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
