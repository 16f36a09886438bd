package io.ramal.speech.azure.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message being put together. */
final class Body {
    private static final int HEADER = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    private final DataOutputStream data = new DataOutputStream(bytes);

    Body(int kind) throws IOException {
        data.writeByte(kind);
        data.writeInt(0);
    }

    Body number(int n) throws IOException {
        data.writeInt(n);
        return this;
    }

    Body decimal(double d) throws IOException {
        data.writeDouble(d);
        return this;
    }

    /** The rest of the body. */
    Body bytes(byte[] b) throws IOException {
        data.write(b);
        return this;
    }

    Body text(String text) throws IOException {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(b.length);
        data.write(b);
        return this;
    }

    byte[] message() throws IOException {
        byte[] message = bytes.toByteArray();
        int length = message.length - HEADER;
        if (length > Wire.MAX_BODY) {
            throw new WireException("a message of " + length + " bytes");
        }
        ByteBuffer.wrap(message).putInt(1, length);
        return message;
    }
}
