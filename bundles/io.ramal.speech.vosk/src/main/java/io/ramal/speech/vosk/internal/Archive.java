package io.ramal.speech.vosk.internal;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks an archive nobody has vouched for: no entry leaves the folder, links and devices are left out, and there is an
 * end to size and number.
 */
final class Archive {
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final Path into;
    private final Limits limits;
    private final Ticker ticker;
    private final long size;
    private final byte[] block = new byte[BLOCK];
    private long written;
    private int entries;

    /** The most an archive may hold. */
    record Limits(long bytes, int entries) {
        /** Bigger than the biggest published model by half. */
        static final Limits DEFAULT = new Limits(4L << 30, 100_000);
    }

    private Archive(Path file, Path into, Limits limits, Ticker ticker) throws IOException {
        this.file = file;
        this.into = into.toAbsolutePath().normalize();
        this.limits = limits;
        this.ticker = ticker;
        this.size = Files.size(file);
    }

    /**
     * Unpacks a zip or tar.gz, told apart by how it begins.
     *
     * @param into a folder, made when missing; on failure it holds what had been unpacked
     */
    static void unpack(Path file, Path into, Limits limits, Ticker ticker) throws IOException {
        Archive archive = new Archive(file, into, limits, ticker);
        int first;
        int second;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.read();
            second = in.read();
        }
        Files.createDirectories(into);
        if (first == 'P' && second == 'K') {
            archive.zip();
        } else if (first == 0x1f && second == 0x8b) {
            archive.tarGz();
        } else {
            throw new IOException(file.getFileName() + " is neither a zip nor a tar.gz archive");
        }
    }

    private void zip() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long read = 0;
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
                ZipEntry entry = e.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    entry(entry.getName(), entry.isDirectory(), in);
                }
                read += Math.max(0, entry.getCompressedSize());
                ticker.at("unpack", Math.min(read, size), size);
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw new IOException(file.getFileName() + " is damaged: " + e.getMessage(), e);
        }
    }

    private void tarGz() throws IOException {
        try (Counting packed = new Counting(new BufferedInputStream(Files.newInputStream(file)));
                TarReader tar = new TarReader(new GZIPInputStream(packed, BLOCK))) {
            for (TarReader.Entry e = tar.next(); e != null; e = tar.next()) {
                if (e.kind() != TarReader.Kind.OTHER) {
                    entry(e.name(), e.kind() == TarReader.Kind.FOLDER, tar);
                }
                ticker.at("unpack", packed.count, size);
            }
            tar.drain(limits.bytes());
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw new IOException(file.getFileName() + " is damaged: " + e.getMessage(), e);
        }
    }

    private void entry(String name, boolean directory, InputStream content) throws IOException {
        if (++entries > limits.entries()) {
            throw new IOException(file.getFileName() + " holds more than " + limits.entries() + " files: refused");
        }
        Path target = target(name);
        if (directory) {
            Files.createDirectories(target);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = content.read(block); n >= 0; n = content.read(block)) {
                written += n;
                if (written > limits.bytes()) {
                    throw new IOException(
                            file.getFileName() + " unpacks to more than " + limits.bytes() + " bytes: refused");
                }
                out.write(block, 0, n);
            }
        }
    }

    private Path target(String name) throws IOException {
        Path target;
        try {
            target = into.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(file.getFileName() + " holds a file without a usable name: refused", e);
        }
        if (!target.startsWith(into)) {
            throw new IOException(file.getFileName() + " wants to write outside its folder (" + name
                    + "): refused, nothing installed");
        }
        return target;
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            count += Math.max(0, n);
            return n;
        }
    }
}
