package io.ramal.speech.azure.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message being taken apart; what it says of its own lengths is not believed. */
final class BodyReader {
    private final int kind;
    private final ByteBuffer data;

    private BodyReader(int kind, byte[] data) {
        this.kind = kind;
        this.data = ByteBuffer.wrap(data);
    }

    /** What a body means. */
    @FunctionalInterface
    interface Meaning<T> {
        T read() throws IOException;
    }

    /** Null when the pipe was closed between two messages. */
    static @Nullable BodyReader next(InputStream in) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new WireException("pipe closed inside the header of kind " + kind);
        }
        int length = ByteBuffer.wrap(header).getInt();
        if (length < 0 || length > Wire.MAX_BODY) {
            throw new WireException("body of " + (length & 0xffffffffL) + " bytes, kind " + kind);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new WireException("pipe closed after " + body.length + " of " + length + " bytes, kind " + kind);
        }
        return new BodyReader(kind, body);
    }

    int kind() {
        return kind;
    }

    /** All of it must be taken up by its meaning. */
    <T> T complete(Meaning<T> meaning) throws IOException {
        T read;
        try {
            read = meaning.read();
        } catch (BufferUnderflowException e) {
            throw new WireException("body of kind " + kind + " is too short");
        }
        if (data.hasRemaining()) {
            throw new WireException(data.remaining() + " bytes too many in kind " + kind);
        }
        return read;
    }

    int number() {
        return data.getInt();
    }

    double decimal() {
        return data.getDouble();
    }

    /** The rest of the body. */
    byte[] samples() throws IOException {
        byte[] samples = new byte[data.remaining()];
        if ((samples.length & 1) != 0) {
            throw new WireException("16-bit sound of " + samples.length + " bytes");
        }
        data.get(samples);
        return samples;
    }

    String text() throws IOException {
        int length = data.getInt();
        if (length < 0 || length > data.remaining()) {
            throw new WireException("a text of " + (length & 0xffffffffL) + " bytes in kind " + kind);
        }
        byte[] b = new byte[length];
        data.get(b);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(b))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException("a text that is not UTF-8");
        }
    }
}
