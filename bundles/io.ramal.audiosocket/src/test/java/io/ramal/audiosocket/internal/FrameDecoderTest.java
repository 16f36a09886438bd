package io.ramal.audiosocket.internal;

import static io.ramal.audiosocket.internal.Frames.audio;
import static io.ramal.audiosocket.internal.Frames.frame;
import static io.ramal.audiosocket.internal.Frames.frameOf;
import static io.ramal.audiosocket.internal.Frames.join;
import static io.ramal.audiosocket.internal.Frames.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int MAX = 16192;

    private final List<Violation> ignored = new ArrayList<>();
    private EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(MAX, ignored::add));

    @Test
    void decodesWhatAsteriskSends() {
        assertThat(decode(join(uuid(), audio(320), frame(3, (byte) '#'), audio(76), frame(0))))
                .containsExactly("uuid 01234567-89ab-4cde-8f01-23456789abcd", "8000:160", "#", "8000:38", "hangup");
        assertThat(ignored).isEmpty();
    }

    @Test
    void samplesAreLittleEndianAndSigned() {
        channel.writeInbound(Unpooled.wrappedBuffer(
                join(uuid(), frame(0x10, (byte) 0x34, (byte) 0x12, (byte) 0xff, (byte) 0xff, (byte) 0, (byte) 0x80))));
        channel.readInbound();
        Message.Audio a = channel.readInbound();
        assertThat(a.samples()).containsExactly((short) 0x1234, (short) -1, Short.MIN_VALUE);
    }

    @Test
    void everyAudioKindHasItsRate() {
        List<byte[]> all = new ArrayList<>(List.of(uuid()));
        for (int kind = 0x10; kind <= 0x18; kind++) {
            all.add(frame(kind, (byte) 1, (byte) 2));
        }
        assertThat(decode(join(all.toArray(byte[][]::new))).subList(1, 10))
                .containsExactly(
                        "8000:1",
                        "12000:1",
                        "16000:1",
                        "24000:1",
                        "32000:1",
                        "44100:1",
                        "48000:1",
                        "96000:1",
                        "192000:1");
    }

    @ParameterizedTest
    @ValueSource(chars = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'})
    void everyKeyOfATelephone(char digit) {
        assertThat(decode(join(uuid(), frame(3, (byte) digit)))).endsWith(String.valueOf(digit));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 18})
    void nothingComesBeforeTheWholeUuid(int bytes) {
        assertThat(decode(Arrays.copyOf(uuid(), bytes))).isEmpty();
    }

    @Test
    void httpEndsAtItsFirstByte() {
        assertThat(failure("G".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Violation.NOT_AUDIOSOCKET);
    }

    @Test
    void tlsEndsAtItsFirstByte() {
        assertThat(failure(new byte[] {0x16, 3, 1})).isEqualTo(Violation.NOT_AUDIOSOCKET);
    }

    @Test
    void aHangupBeforeTheUuidIsNoCall() {
        assertThat(failure(frame(0))).isEqualTo(Violation.NOT_AUDIOSOCKET);
    }

    @Test
    void audioBeforeTheUuidEnds() {
        assertThat(failure(audio(320))).isEqualTo(Violation.AUDIO_BEFORE_UUID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17, 36, 256, 0x1000, 65535})
    void aUuidOfAnotherLengthEndsWithItsHeader(int length) {
        assertThat(failure(frameOf(1, length))).isEqualTo(Violation.UUID_LENGTH);
    }

    @Test
    void aSecondUuidEndsAndNothingFollows() {
        assertThat(failure(join(uuid(), uuid(), audio(320)))).isEqualTo(Violation.SECOND_UUID);
        channel.readInbound();
        channel.writeInbound(Unpooled.wrappedBuffer(join(uuid(), audio(320))));
        assertThat((Object) channel.readInbound()).isNull();
    }

    @Test
    void survivesAndCountsWhatItCanSkip() {
        byte[] bad = join(
                uuid(),
                frame(3),
                frame(3, (byte) '1', (byte) '2'),
                frame(3, (byte) 'E'),
                frame(3, (byte) 0xb1),
                audio(319),
                audio(MAX + 2),
                frame(0x10, new byte[65535]),
                frame(0x19, new byte[65535]),
                frame(0x02),
                audio(0),
                audio(MAX),
                frame(0xff),
                frame(0xff, (byte) 4, (byte) 1, (byte) 1));
        List<String> expected =
                List.of("uuid 01234567-89ab-4cde-8f01-23456789abcd", "8000:" + MAX / 2, "error 0", "error 4", "hangup");
        assertThat(decode(join(bad, frame(0, (byte) 7)))).isEqualTo(expected);
        assertThat(ignored)
                .containsExactly(
                        Violation.DTMF_LENGTH,
                        Violation.DTMF_LENGTH,
                        Violation.DTMF_DIGIT,
                        Violation.DTMF_DIGIT,
                        Violation.AUDIO_ODD,
                        Violation.AUDIO_TOO_LONG,
                        Violation.AUDIO_TOO_LONG,
                        Violation.UNKNOWN_KIND,
                        Violation.UNKNOWN_KIND,
                        Violation.HANGUP_WITH_PAYLOAD);
    }

    @Test
    void aStreamMayBeCutAnywhere() {
        byte[] stream = join(
                uuid(),
                audio(6),
                frame(3, (byte) '5'),
                audio(5),
                frame(0x40, (byte) 1, (byte) 2),
                frame(0x12, (byte) 1, (byte) 2, (byte) 3, (byte) 4),
                frame(0xff, (byte) 2, (byte) 9),
                frame(3, (byte) '1', (byte) '2'),
                audio(0),
                frame(0, (byte) 1));
        List<String> whole = decode(stream);
        assertThat(whole).hasSize(6);
        for (int cut = 0; cut <= stream.length; cut++) {
            renew();
            assertThat(decode(Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length)))
                    .isEqualTo(whole);
        }
        renew();
        byte[][] single = new byte[stream.length][];
        for (int i = 0; i < single.length; i++) {
            single[i] = new byte[] {stream[i]};
        }
        assertThat(decode(single)).isEqualTo(whole);
    }

    @Test
    void whateverComesOnlyItsOneExceptionLeaves() {
        Random random = new Random(20);
        for (int round = 0; round < 2000; round++) {
            renew();
            boolean handshaken = random.nextInt(4) > 0;
            if (handshaken) {
                channel.writeInbound(Unpooled.wrappedBuffer(uuid()));
            }
            for (int chunk = 0; chunk < 8; chunk++) {
                byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 5 : 2000)];
                random.nextBytes(bytes);
                if (bytes.length > 0 && random.nextBoolean()) {
                    bytes[0] = (byte) (random.nextBoolean() ? 0x10 + random.nextInt(10) : random.nextInt(5));
                }
                ByteBuf pooled = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(bytes);
                Throwable t = catchThrowable(() -> channel.writeInbound(pooled));
                if (t != null) {
                    assertThat(t).isInstanceOf(ProtocolException.class);
                }
                assertThat(pooled.refCnt())
                        .as("kept at most until the frame is whole")
                        .isBetween(0, 1);
            }
            catchThrowable(() -> channel.finishAndReleaseAll());
        }
    }

    private void renew() {
        channel.finishAndReleaseAll();
        ignored.clear();
        channel = new EmbeddedChannel(new FrameDecoder(MAX, ignored::add));
    }

    private @Nullable Violation failure(byte[] bytes) {
        Throwable t = catchThrowable(() -> channel.writeInbound(Unpooled.wrappedBuffer(bytes)));
        return t instanceof ProtocolException e ? e.violation() : null;
    }

    private List<String> decode(byte[]... chunks) {
        List<String> said = new ArrayList<>();
        for (byte[] chunk : chunks) {
            channel.writeInbound(Unpooled.wrappedBuffer(chunk));
        }
        for (Object o = channel.readInbound(); o != null; o = channel.readInbound()) {
            said.add(text((Message) o));
        }
        return said;
    }

    private static String text(Message m) {
        if (m instanceof Message.Uuid u) {
            return "uuid " + u.id();
        }
        if (m instanceof Message.Audio a) {
            return a.rate() + ":" + a.samples().length;
        }
        if (m instanceof Message.Dtmf d) {
            return String.valueOf(d.digit());
        }
        return m instanceof Message.PeerError e ? "error " + e.code() : "hangup";
    }
}
