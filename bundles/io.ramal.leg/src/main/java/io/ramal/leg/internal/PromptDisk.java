package io.ramal.leg.internal;

import io.ramal.audio.AudioFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prompts on disk, one file each, named by the hash of their key; the least recently used go when the folder is full.
 * Blocks: for the prompt thread only, never for a leg's. The folder is a cache: whatever is wrong with a file, it is
 * removed and made anew.
 *
 * <p>A file is the magic, the length and bytes of the key, the number of samples, their CRC-32, and the samples, all
 * little-endian.
 */
final class PromptDisk {
    private static final Logger log = LoggerFactory.getLogger(PromptDisk.class);
    private static final int MAGIC = 0x31504d52;
    private static final int HEADER = 4 + 4 + 4 + 4;
    private static final String SUFFIX = ".prompt";

    private final Path folder;
    private final Clock clock;
    private volatile long maxBytes;
    private boolean broken;

    PromptDisk(Path folder, long maxBytes, Clock clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    void limit(long newMaxBytes) {
        maxBytes = newMaxBytes;
    }

    /** The frames of a prompt; null when it is not there or not sound. */
    AudioFrame @Nullable [] load(PromptKey key) {
        Path file = file(key);
        try {
            if (Files.size(file) > maxBytes) {
                Files.deleteIfExists(file);
                return null;
            }
            AudioFrame[] frames = decode(key, Files.readAllBytes(file));
            if (frames == null) {
                log.debug("Removing damaged prompt {}", file);
                Files.deleteIfExists(file);
                return null;
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return frames;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            complain(e);
            return null;
        }
    }

    void store(PromptKey key, AudioFrame[] frames) {
        byte[] bytes = encode(key, frames);
        if (frames.length == 0 || bytes.length > maxBytes) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path temp = Files.createTempFile(folder, "new", ".tmp");
            try {
                write(temp, bytes);
                Files.setLastModifiedTime(temp, FileTime.from(clock.instant()));
                Files.move(temp, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temp);
            }
            trim();
            broken = false;
        } catch (IOException e) {
            complain(e);
        }
    }

    private static void write(Path temp, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(temp, StandardOpenOption.WRITE)) {
            ByteBuffer b = ByteBuffer.wrap(bytes);
            while (b.hasRemaining()) {
                channel.write(b);
            }
            channel.force(true);
        }
    }

    private record Kept(Path path, long size, FileTime used) {
        static Kept of(Path path) {
            try {
                return new Kept(path, Files.size(path), Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void trim() throws IOException {
        List<Kept> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            all.forEach(p -> files.add(Kept.of(p)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        long total = files.stream().mapToLong(Kept::size).sum();
        files.sort(Comparator.comparing(Kept::used));
        for (Kept f : files) {
            if (total <= maxBytes) {
                return;
            }
            Files.deleteIfExists(f.path());
            total -= f.size();
        }
    }

    private Path file(PromptKey key) {
        return folder.resolve(key.hash() + SUFFIX);
    }

    private void complain(IOException e) {
        if (!broken) {
            broken = true;
            log.warn(
                    "Prompts cannot be kept in {}: {}; they are made anew at every start. Make the folder writable",
                    folder,
                    e.toString());
        }
    }

    private static byte[] encode(PromptKey key, AudioFrame[] frames) {
        byte[] name = key.canonical().getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(HEADER + name.length + frames.length * AudioFrame.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(MAGIC).putInt(name.length).put(name).putInt(frames.length * AudioFrame.SAMPLES);
        int crcAt = b.position();
        b.putInt(0);
        for (AudioFrame f : frames) {
            b.put(f.toLittleEndian());
        }
        b.putInt(crcAt, crc(b.array(), crcAt + 4));
        return b.array();
    }

    private static AudioFrame @Nullable [] decode(PromptKey key, byte[] bytes) {
        byte[] name = key.canonical().getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER + name.length || b.getInt() != MAGIC || b.getInt() != name.length) {
            return null;
        }
        byte[] found = new byte[name.length];
        b.get(found);
        int samples = b.getInt();
        int crc = b.getInt();
        if (!Arrays.equals(found, name)
                || samples <= 0
                || b.remaining() != samples * 2L
                || samples % AudioFrame.SAMPLES != 0
                || crc != crc(bytes, b.position())) {
            return null;
        }
        AudioFrame[] frames = new AudioFrame[samples / AudioFrame.SAMPLES];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = AudioFrame.ofLittleEndian(bytes, b.position() + i * AudioFrame.BYTES, AudioFrame.BYTES);
        }
        return frames;
    }

    private static int crc(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }
}
