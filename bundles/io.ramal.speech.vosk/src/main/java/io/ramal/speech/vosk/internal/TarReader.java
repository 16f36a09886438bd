package io.ramal.speech.vosk.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar stream: POSIX ustar (IEEE Std 1003.1, pax, "ustar Interchange Format") with its extended headers for long
 * names and sizes, and GNU tar's long names. As a stream it is the content of the entry {@link #next} returned last.
 *
 * <p>Our own because it is small: the usual library brings a thousand classes for a dozen formats and imports JDK
 * internals. Not thread-safe.
 */
final class TarReader extends InputStream {
    private static final int BLOCK = 512;
    /** More than any name or set of attributes needs; what claims more is not read into memory. */
    private static final int MAX_META = 1 << 20;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private long left;
    private int padding;

    enum Kind {
        FILE,
        FOLDER,
        /** A link, a device, something unknown. */
        OTHER
    }

    /** What {@link #next} found. */
    record Entry(String name, Kind kind, long size) {}

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next entry; null at the end. */
    @Nullable
    Entry next() throws IOException {
        String longName = null;
        long longSize = -1;
        while (true) {
            skipRest();
            if (in.readNBytes(header, 0, BLOCK) < BLOCK || header[0] == 0) {
                // the end is two blocks of zeros; writers that forget them are forgiven
                return null;
            }
            checkSum();
            long size = number(124, 12);
            char type = (char) header[156];
            left = type == '5' || (type >= '1' && type <= '4') || type == '6' ? 0 : size;
            padding = (int) (-left & (BLOCK - 1));
            if (type == 'L') {
                longName = cString(meta(), 0);
            } else if (type == 'x') {
                byte[] attributes = meta();
                longName = attribute(attributes, "path", longName);
                String s = attribute(attributes, "size", null);
                longSize = s == null ? longSize : decimal(s);
            } else if (type != 'g') {
                if (longSize >= 0) {
                    left = longSize;
                    padding = (int) (-left & (BLOCK - 1));
                }
                return entry(longName == null ? name() : longName, type);
            }
        }
    }

    /** Reads on after the last entry, at most so far: only there does gzip say that all was well. */
    void drain(long max) throws IOException {
        byte[] rest = new byte[1 << 14];
        for (long n = 0; n >= 0 && max > 0; max -= n) {
            n = in.read(rest);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(b, off, (int) Math.min(len, left));
        if (n < 0) {
            throw new EOFException("it ends in the middle of a file");
        }
        left -= n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Entry entry(String name, char type) {
        boolean file = type == '0' || type == 0 || type == '7';
        Kind kind = type == '5' || (file && name.endsWith("/")) ? Kind.FOLDER : file ? Kind.FILE : Kind.OTHER;
        return new Entry(name, kind, left);
    }

    private String name() {
        String name = cString(header, 0, 100);
        boolean posix = cString(header, 257, 6).equals("ustar");
        String prefix = posix ? cString(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private void skipRest() throws IOException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
    }

    private byte[] meta() throws IOException {
        if (left > MAX_META) {
            throw new IOException("a name in it is " + left + " bytes long");
        }
        return readNBytes((int) left);
    }

    /** The header's sum of itself, with blanks in the place of the sum. */
    private void checkSum() throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(148, 8)) {
            throw new java.util.zip.ZipException("not a tar archive, or a damaged one");
        }
    }

    /** Octal digits, or base 256 when the first bit is set. */
    private long number(int at, int length) throws IOException {
        long value = 0;
        if ((header[at] & 0x80) != 0) {
            value = header[at] & 0x7f;
            for (int i = 1; i < length; i++) {
                value = (value << 8) | (header[at + i] & 0xff);
            }
        } else {
            for (int i = at; i < at + length; i++) {
                if (header[i] >= '0' && header[i] <= '7') {
                    value = (value << 3) | (header[i] - '0');
                } else if (header[i] != ' ' && header[i] != 0) {
                    throw new java.util.zip.ZipException("not a tar archive, or a damaged one");
                }
            }
        }
        if (value < 0) {
            throw new java.util.zip.ZipException("a size in it is negative");
        }
        return value;
    }

    private static long decimal(String s) throws IOException {
        try {
            long value = Long.parseLong(s);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new java.util.zip.ZipException("a size in it is \"" + s + "\"");
    }

    /** Records of the form {@code <length> <key>=<value>\n}. */
    private static @Nullable String attribute(byte[] records, String key, @Nullable String otherwise)
            throws IOException {
        String found = otherwise;
        for (int at = 0; at < records.length && records[at] != 0; ) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            long length = decimal(new String(records, at, blank - at, StandardCharsets.US_ASCII));
            if (length <= blank - at + 1 || length > records.length - at) {
                throw new java.util.zip.ZipException("its extended headers are damaged");
            }
            String record = new String(records, blank + 1, (int) length - (blank - at) - 2, StandardCharsets.UTF_8);
            if (record.startsWith(key + "=")) {
                found = record.substring(key.length() + 1);
            }
            at += (int) length;
        }
        return found;
    }

    private static String cString(byte[] bytes, int from) {
        return cString(bytes, from, bytes.length - from);
    }

    private static String cString(byte[] bytes, int from, int max) {
        int end = from;
        while (end < from + max && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
    }
}
