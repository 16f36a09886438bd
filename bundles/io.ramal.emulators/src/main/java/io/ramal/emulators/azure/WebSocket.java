package io.ramal.emulators.azure;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of RFC 6455 behind the upgrade, without extensions. One thread reads; any may write.
 */
final class WebSocket {
    /** Most of a frame or of a message put together from frames. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MAX_CONTROL = 125;

    /** A whole message. */
    record Message(boolean text, byte[] payload) {}

    private record Frame(boolean last, int opcode, byte[] payload) {}

    private final DataInputStream in;
    private final OutputStream out;
    private boolean closeSent;
    private volatile int closeCode;

    WebSocket(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** What {@code Sec-WebSocket-Accept} answers a key with, section 4.2.2. */
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * The next message; answers pings and the peer's close meanwhile.
     *
     * @return null when the peer has closed
     * @throws java.io.EOFException when the connection ends without a close frame
     * @throws WireException when the peer breaks the protocol
     */
    @Nullable
    Message read() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int opcode = -1;
        while (true) {
            Frame f = frame();
            switch (f.opcode) {
                case PING -> write(PONG, f.payload);
                case PONG -> {}
                case CLOSE -> {
                    closeCode = f.payload.length < 2
                            ? 1005
                            : ByteBuffer.wrap(f.payload).getShort() & 0xffff;
                    close(closeCode == 1005 ? 1000 : closeCode, "");
                    return null;
                }
                case TEXT, BINARY, CONTINUATION -> {
                    if ((f.opcode == CONTINUATION) != (opcode >= 0)) {
                        throw new WireException(1002, "a message within another, or a continuation of none");
                    }
                    opcode = f.opcode == CONTINUATION ? opcode : f.opcode;
                    if (parts.size() + f.payload.length > MAX_BYTES) {
                        throw new WireException(1009, "message longer than " + MAX_BYTES + " bytes");
                    }
                    parts.writeBytes(f.payload);
                    if (f.last) {
                        return new Message(opcode == TEXT, parts.toByteArray());
                    }
                }
                default -> throw new WireException(1002, "unknown opcode " + f.opcode);
            }
        }
    }

    private Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int opcode = first & 0x0f;
        boolean last = (first & 0x80) != 0;
        if ((first & 0x70) != 0) {
            throw new WireException(1002, "reserved bits are set, but no extension is agreed on");
        }
        if ((second & 0x80) == 0) {
            throw new WireException(1002, "a client masks its frames");
        }
        long length = second & 0x7f;
        if (opcode >= CLOSE && (length > MAX_CONTROL || !last)) {
            throw new WireException(1002, "a control frame is short and whole");
        }
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MAX_BYTES) {
            throw new WireException(1009, "frame longer than " + MAX_BYTES + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (mask.length < 4 || payload.length < length) {
            throw new java.io.EOFException("the connection ends within a frame");
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(last, opcode, payload);
    }

    void send(Message message) throws IOException {
        write(message.text ? TEXT : BINARY, message.payload);
    }

    /** Sends a close frame, once. */
    void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + Math.min(text.length, MAX_CONTROL - 2));
        payload.putShort((short) code).put(text, 0, payload.remaining());
        write(CLOSE, payload.array());
    }

    /** The code of the peer's close frame, 1005 when it gave none, 0 while there was none. */
    int closeCode() {
        return closeCode;
    }

    private synchronized void write(int opcode, byte[] payload) throws IOException {
        if (closeSent) {
            return;
        }
        closeSent = opcode == CLOSE;
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 0x10000) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }
}
