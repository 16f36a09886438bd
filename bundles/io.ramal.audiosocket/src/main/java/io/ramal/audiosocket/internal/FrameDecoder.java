package io.ramal.audiosocket.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Cuts the peer's bytes into {@link Message}s. A state machine: first the UUID, then frames, of which each is decoded or
 * skipped; after a failure everything is thrown away. It never holds more than one frame it wants.
 *
 * <table>
 * <caption>What becomes of what a peer sends</caption>
 * <tr><th>received</th><th>outcome</th></tr>
 * <tr><td colspan="2"><b>before the UUID</b></td></tr>
 * <tr><td>{@code 01 00 10} and 16 bytes</td><td>{@link Message.Uuid}</td></tr>
 * <tr><td>first byte 0x10–0x18</td><td>ends, {@link Violation#AUDIO_BEFORE_UUID}</td></tr>
 * <tr><td>any other first byte (HTTP, garbage, a hangup), or {@code 16 03} (TLS)</td>
 *     <td>ends with that byte, {@link Violation#NOT_AUDIOSOCKET}</td></tr>
 * <tr><td>{@code 01} and a length other than 16</td>
 *     <td>ends as soon as the length differs, {@link Violation#UUID_LENGTH}</td></tr>
 * <tr><td colspan="2"><b>after the UUID</b></td></tr>
 * <tr><td>a second UUID, any length</td><td>ends, {@link Violation#SECOND_UUID}</td></tr>
 * <tr><td>hangup without payload</td><td>{@link Message.Hangup}</td></tr>
 * <tr><td>hangup with payload</td>
 *     <td>{@link Message.Hangup}, payload skipped and counted, {@link Violation#HANGUP_WITH_PAYLOAD}</td></tr>
 * <tr><td>key, one byte of 0–9 * # A–D</td><td>{@link Message.Dtmf}</td></tr>
 * <tr><td>key of another length</td><td>skipped and counted, {@link Violation#DTMF_LENGTH}</td></tr>
 * <tr><td>key with another byte</td><td>skipped and counted, {@link Violation#DTMF_DIGIT}</td></tr>
 * <tr><td>sound, even length up to the limit</td><td>{@link Message.Audio}; any length, the last frame of a file is short</td></tr>
 * <tr><td>sound of length 0</td><td>ignored</td></tr>
 * <tr><td>sound of odd length</td><td>frame skipped and counted, {@link Violation#AUDIO_ODD}</td></tr>
 * <tr><td>sound above the limit, up to 65535 bytes</td>
 *     <td>frame skipped and counted, {@link Violation#AUDIO_TOO_LONG}</td></tr>
 * <tr><td>error (0xff)</td><td>{@link Message.PeerError} with the first byte of its payload, the rest is skipped</td></tr>
 * <tr><td>unknown kind, up to 65535 bytes</td><td>skipped and counted, {@link Violation#UNKNOWN_KIND}</td></tr>
 * </table>
 *
 * <p>"Ends" is a {@link ProtocolException}, thrown once; "counted" calls the listener, once per frame. The limit's
 * default of 16192 bytes is the longest frame that Asterisk itself takes (measured on 22.10; the longest it sends is
 * 7680 bytes, 20 ms at 192 kHz).
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private enum State {
        UUID,
        HEADER,
        PAYLOAD,
        SKIP,
        FAILED
    }

    private final int maxAudio;
    private final Consumer<Violation> ignored;

    private State state = State.UUID;
    private int kind;
    /** Payload bytes still to come of the frame at hand. */
    private int remaining;

    /**
     * A decoder for one connection.
     *
     * @param maxAudio longest sound payload in bytes that is decoded
     * @param ignored told of each violation that is survived
     */
    FrameDecoder(int maxAudio, Consumer<Violation> ignored) {
        this.maxAudio = maxAudio;
        this.ignored = ignored;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (state) {
            case UUID -> uuid(in, out);
            case HEADER -> header(in, out);
            case PAYLOAD -> payload(in, out);
            case SKIP -> skip(in);
            case FAILED -> in.skipBytes(in.readableBytes());
        }
    }

    private void uuid(ByteBuf in, List<Object> out) {
        int at = in.readerIndex();
        int available = in.readableBytes();
        int first = in.getUnsignedByte(at);
        if (first != Wire.UUID) {
            // a TLS client's first byte would be the kind of 48 kHz sound; its second is the version
            boolean tls = first == 0x16 && available >= 2 && in.getByte(at + 1) == 3;
            throw fail(Wire.isAudio(first) && !tls ? Violation.AUDIO_BEFORE_UUID : Violation.NOT_AUDIOSOCKET);
        }
        if (available >= 2 && in.getByte(at + 1) != 0 || available >= 3 && in.getByte(at + 2) != Wire.UUID_BYTES) {
            throw fail(Violation.UUID_LENGTH);
        }
        if (available >= Wire.HEADER + Wire.UUID_BYTES) {
            in.skipBytes(Wire.HEADER);
            out.add(new Message.Uuid(new UUID(in.readLong(), in.readLong())));
            state = State.HEADER;
        }
    }

    private void header(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Wire.HEADER) {
            return;
        }
        kind = in.readUnsignedByte();
        remaining = in.readUnsignedShort();
        if (Wire.isAudio(kind)) {
            audioHeader();
            return;
        }
        switch (kind) {
            case Wire.HANGUP -> hangup(out);
            case Wire.UUID -> throw fail(Violation.SECOND_UUID);
            case Wire.DTMF -> {
                if (remaining == 1) {
                    state = State.PAYLOAD;
                } else {
                    ignore(Violation.DTMF_LENGTH);
                }
            }
            case Wire.ERROR -> {
                if (remaining == 0) {
                    out.add(new Message.PeerError(0));
                } else {
                    state = State.PAYLOAD;
                }
            }
            default -> ignore(Violation.UNKNOWN_KIND);
        }
    }

    private void audioHeader() {
        if (remaining > maxAudio) {
            ignore(Violation.AUDIO_TOO_LONG);
        } else if ((remaining & 1) != 0) {
            ignore(Violation.AUDIO_ODD);
        } else if (remaining > 0) {
            state = State.PAYLOAD;
        }
    }

    private void hangup(List<Object> out) {
        if (remaining > 0) {
            ignore(Violation.HANGUP_WITH_PAYLOAD);
        }
        out.add(new Message.Hangup());
    }

    private void payload(ByteBuf in, List<Object> out) {
        if (kind == Wire.ERROR) {
            out.add(new Message.PeerError(in.readUnsignedByte()));
            remaining--;
            startSkipping();
            return;
        }
        if (in.readableBytes() < remaining) {
            return;
        }
        state = State.HEADER;
        if (kind == Wire.DTMF) {
            char digit = (char) in.readUnsignedByte();
            if (isDigit(digit)) {
                out.add(new Message.Dtmf(digit));
            } else {
                ignored.accept(Violation.DTMF_DIGIT);
            }
            return;
        }
        short[] samples = new short[remaining / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.readShortLE();
        }
        out.add(new Message.Audio(Wire.rate(kind), samples));
    }

    private void skip(ByteBuf in) {
        int n = Math.min(remaining, in.readableBytes());
        in.skipBytes(n);
        remaining -= n;
        startSkipping();
    }

    private void ignore(Violation violation) {
        startSkipping();
        ignored.accept(violation);
    }

    private void startSkipping() {
        state = remaining > 0 ? State.SKIP : State.HEADER;
    }

    private ProtocolException fail(Violation violation) {
        state = State.FAILED;
        return new ProtocolException(violation);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'D' || c == '*' || c == '#';
    }
}
