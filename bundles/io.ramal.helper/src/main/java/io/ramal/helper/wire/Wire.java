package io.ramal.helper.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages on a pipe: kind u8, length u32 big-endian, body. Numbers are big-endian; a text is its length u16 and
 * UTF-8. One message is written by one call to the stream, so writers on one stream must take turns.
 */
public final class Wire {
    /** Longest body in bytes; a text of 2,000 characters and 100 ms of sound stay far below it. */
    public static final int MAX_BODY = 64 * 1024;

    private static final int SPEAK = 1;
    private static final int CANCEL = 2;
    private static final int HELLO = 16;
    private static final int AUDIO = 17;
    private static final int END = 18;
    private static final int FAILED = 19;
    private static final int FATAL = 20;

    private Wire() {}

    /** Writes and flushes a command. */
    public static void write(OutputStream out, Command command) throws IOException {
        Body body = new Body();
        if (command instanceof Command.Speak s) {
            body.kind(SPEAK).id(s.id()).text(s.voice()).text(s.fallbackVoice());
            body.number(s.rate()).number(s.pitch()).text(s.text());
        } else {
            body.kind(CANCEL).id(command.id());
        }
        body.send(out);
    }

    /** Writes and flushes a reply. */
    public static void write(OutputStream out, Reply reply) throws IOException {
        Body body = new Body();
        if (reply instanceof Reply.Audio a) {
            body.kind(AUDIO).id(a.id()).number(a.rate()).bytes(a.pcm());
        } else if (reply instanceof Reply.End e) {
            body.kind(END).id(e.id());
        } else if (reply instanceof Reply.Failed f) {
            body.kind(FAILED).id(f.id()).text(f.reason());
        } else if (reply instanceof Reply.Hello h) {
            body.kind(HELLO).text(h.engineVersion()).text(h.extra());
        } else if (reply instanceof Reply.Fatal f) {
            body.kind(FATAL).text(f.reason());
        }
        body.send(out);
    }

    /**
     * Reads the next command.
     *
     * @return null when the pipe was closed between two messages
     * @throws WireException when what comes is not a command
     */
    public static @Nullable Command readCommand(InputStream in) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        DataInputStream body = body(in, kind);
        try {
            Command command = switch (kind) {
                case SPEAK ->
                    new Command.Speak(
                            body.readLong(), text(body), text(body), body.readInt(), body.readInt(), text(body));
                case CANCEL -> new Command.Cancel(body.readLong());
                default -> throw new WireException("unknown command kind " + kind);
            };
            return complete(command, body, kind);
        } catch (EOFException e) {
            throw tooShort(kind);
        }
    }

    /**
     * Reads the next reply.
     *
     * @return null when the pipe was closed between two messages
     * @throws WireException when what comes is not a reply
     */
    public static @Nullable Reply readReply(InputStream in) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        DataInputStream body = body(in, kind);
        try {
            Reply reply = switch (kind) {
                case HELLO -> new Reply.Hello(text(body), text(body));
                case AUDIO -> audio(body);
                case END -> new Reply.End(body.readLong());
                case FAILED -> new Reply.Failed(body.readLong(), text(body));
                case FATAL -> new Reply.Fatal(text(body));
                default -> throw new WireException("unknown reply kind " + kind);
            };
            return complete(reply, body, kind);
        } catch (EOFException e) {
            throw tooShort(kind);
        }
    }

    private static Reply.Audio audio(DataInputStream body) throws IOException {
        long id = body.readLong();
        int rate = body.readInt();
        byte[] pcm = body.readAllBytes();
        if (rate < 4000 || rate > 192_000) {
            throw new WireException("sound at " + rate + " Hz");
        }
        if ((pcm.length & 1) != 0) {
            throw new WireException("16-bit sound of " + pcm.length + " bytes");
        }
        return new Reply.Audio(id, rate, pcm);
    }

    private static DataInputStream body(InputStream in, int kind) throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new WireException("pipe closed inside the header of kind " + kind);
        }
        int length = ByteBuffer.wrap(header).getInt();
        if (length < 0 || length > MAX_BODY) {
            throw new WireException("body of " + (length & 0xffffffffL) + " bytes, kind " + kind);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new WireException("pipe closed after " + body.length + " of " + length + " bytes, kind " + kind);
        }
        return new DataInputStream(new ByteArrayInputStream(body));
    }

    private static <T> T complete(T message, DataInputStream body, int kind) throws IOException {
        if (body.available() > 0) {
            throw new WireException(body.available() + " bytes too many in kind " + kind);
        }
        return message;
    }

    private static WireException tooShort(int kind) {
        return new WireException("body of kind " + kind + " is too short");
    }

    private static String text(DataInputStream body) throws IOException {
        byte[] b = new byte[body.readUnsignedShort()];
        body.readFully(b);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(b))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException("a text that is not UTF-8");
        }
    }

    /** A message being put together. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        private final DataOutputStream data = new DataOutputStream(bytes);

        Body kind(int kind) throws IOException {
            data.writeByte(kind);
            data.writeInt(0);
            return this;
        }

        Body id(long id) throws IOException {
            data.writeLong(id);
            return this;
        }

        Body number(int n) throws IOException {
            data.writeInt(n);
            return this;
        }

        Body bytes(byte[] b) throws IOException {
            data.write(b);
            return this;
        }

        Body text(String text) throws IOException {
            byte[] b = text.getBytes(StandardCharsets.UTF_8);
            if (b.length > 0xffff) {
                throw new WireException("a text of " + b.length + " bytes");
            }
            data.writeShort(b.length);
            data.write(b);
            return this;
        }

        void send(OutputStream out) throws IOException {
            byte[] message = bytes.toByteArray();
            int length = message.length - 5;
            if (length > MAX_BODY) {
                throw new WireException("body of " + length + " bytes");
            }
            ByteBuffer.wrap(message).putInt(1, length);
            out.write(message);
            out.flush();
        }
    }
}
