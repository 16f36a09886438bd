package io.ramal.speech.whisper.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Numbers and gaps of a model file, none of which is beyond its end. Not thread-safe. */
final class ModelReader {
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** Where the buffer's first byte is in the file. */
    private long start;

    ModelReader(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /** The file is not what it says it is. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** Bytes not read yet. */
    long left() {
        return size - at();
    }

    int number(String what) throws IOException {
        need(Integer.BYTES, what);
        if (buffer.remaining() < Integer.BYTES) {
            refill();
        }
        return buffer.getInt();
    }

    int number(String what, int min, int max) throws IOException {
        int number = number(what);
        if (number < min || number > max) {
            throw new Malformed("the " + what + " cannot be " + number);
        }
        return number;
    }

    void skip(long bytes, String what) throws IOException {
        need(bytes, what);
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            start = at() + bytes;
            buffer.position(0).limit(0);
        }
    }

    private void refill() throws IOException {
        start = at();
        buffer.clear();
        while (buffer.position() < Integer.BYTES) {
            if (file.read(buffer, start + buffer.position()) < 0) {
                throw new Malformed("it became shorter while it was read");
            }
        }
        buffer.flip();
    }

    private void need(long bytes, String what) throws Malformed {
        if (bytes > left()) {
            throw new Malformed("it ends in the " + what + ", at byte " + size);
        }
    }

    private long at() {
        return start + buffer.position();
    }
}
