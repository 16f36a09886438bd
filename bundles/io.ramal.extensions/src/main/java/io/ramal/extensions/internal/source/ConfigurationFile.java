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
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last known configuration on disk. When the database was last seen to hold it is kept in {@code .confirmed}. The copy
 * it replaces stays as {@code .bak}; one that is broken stays as {@code .broken}, for whoever edited it. For one thread.
 */
final class ConfigurationFile {
    private final Path file;
    private final Confirmations confirmations;

    ConfigurationFile(Path file) {
        this.file = file.toAbsolutePath();
        this.confirmations = new Confirmations(beside(".confirmed"));
    }

    /**
     * What a file holds.
     *
     * @param rows in the order of their ids
     * @param confirmed when the database was last seen to hold exactly this, null when that is not known: somebody has
     *     edited it, or there never was a database
     */
    record Held(List<Row> rows, @Nullable Instant confirmed) {}

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
        return read(file);
    }

    /** What the copy before it holds, null when there is none. */
    @Nullable
    Held readPrevious() throws IOException {
        return read(beside(".bak"));
    }

    /**
     * Keeps what the database holds: writes the rows that are well-formed if the file holds anything else; if there are
     * none, leaves it as it is. The text is never held as a whole: thousands of rows would cost the collector a pause.
     */
    void store(List<Row> rows, Instant confirmed) throws IOException {
        List<Row> wellFormed = FileFormat.wellFormed(rows);
        if (wellFormed.isEmpty()) {
            return;
        }
        Content content = out -> FileFormat.write(wellFormed, out);
        String wanted = digest(content);
        String current = Files.exists(file) ? digest(out -> Files.copy(file, out)) : null;
        if (!wanted.equals(current)) {
            replace(current, content);
        }
        confirmations.put(wanted, confirmed);
    }

    private void replace(@Nullable String current, Content content) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (current != null) {
            boolean good = confirmations.of(current) != null || isGood();
            write(beside(good ? ".bak" : ".broken"), out -> Files.copy(file, out));
        }
        write(file, content);
    }

    private boolean isGood() {
        try {
            return !FileFormat.read(Files.readAllBytes(file)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable Held read(Path path) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
        try {
            return new Held(FileFormat.read(bytes), confirmations.of(digest(out -> out.write(bytes))));
        } catch (IOException e) {
            throw new IOException(path + " is broken: " + e.getMessage(), e);
        }
    }

    private static String digest(Content content) throws IOException {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            content.writeTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All or nothing, also when the power fails. */
    private void write(Path path, Content content) throws IOException {
        Path temporary = beside(".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
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
