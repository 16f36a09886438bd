package io.ramal.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private WebSocket reading(byte[]... frames) {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        for (byte[] f : frames) {
            in.writeBytes(f);
        }
        return new WebSocket(new ByteArrayInputStream(in.toByteArray()), sent);
    }

    /** A frame as a client sends it. */
    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer b = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            b.put((byte) (0x80 | payload.length));
        } else if (payload.length < 0x10000) {
            b.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            b.put((byte) 0xff).putLong(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        b.put(mask);
        for (int i = 0; i < payload.length; i++) {
            b.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return Arrays.copyOf(b.array(), b.position());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theHandshakeAnswersAsTheStandardsExampleDoes() {
        assertThat(WebSocket.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 300_000})
    void messagesOfEveryLengthGoThroughBothWays(int length) throws Exception {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 7);
        WebSocket.Message message = reading(frame(0x82, payload)).read();
        assertThat(message.text()).isFalse();
        assertThat(message.payload()).isEqualTo(payload);
        reading().send(new WebSocket.Message(false, payload));
        int head = length < 126 ? 2 : length < 65536 ? 4 : 10;
        assertThat(sent.size()).isEqualTo(head + length);
        assertThat(sent.toByteArray()[0]).isEqualTo((byte) 0x82);
        assertThat(sent.toByteArray()[1] & 0x80).as("a server does not mask").isZero();
    }

    @Test
    void aMessageInPartsIsOneAndPingsBetweenThemAreAnswered() throws Exception {
        WebSocket ws =
                reading(frame(0x01, text("on")), frame(0x89, text("?")), frame(0x8a, text("")), frame(0x80, text("e")));
        WebSocket.Message message = ws.read();
        assertThat(message.text()).isTrue();
        assertThat(message.payload()).isEqualTo(text("one"));
        assertThat(sent.toByteArray()).isEqualTo(new byte[] {(byte) 0x8a, 1, '?'});
    }

    @Test
    void aCloseIsAnsweredOnceAndEndsWhatIsSent() throws Exception {
        WebSocket ws = reading(frame(0x88, new byte[] {3, (byte) 0xe8}));
        assertThat(ws.read()).isNull();
        assertThat(ws.closeCode()).isEqualTo(1000);
        assertThat(sent.toByteArray()).isEqualTo(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8});
        ws.send(new WebSocket.Message(true, text("late")));
        ws.close(1011, "late");
        assertThat(sent.size()).isEqualTo(4);
    }

    @Test
    void aReasonIsCutToWhatAControlFrameHolds() throws Exception {
        reading().close(1007, "x".repeat(500));
        assertThat(sent.size()).isEqualTo(2 + 125);
    }

    @Test
    void whatTheStandardForbidsIsRefused() {
        refused(1002, new byte[] {(byte) 0x81, 1, 'a'}, "masks");
        refused(1002, frame(0xc1, text("a")), "reserved");
        refused(1002, frame(0x80, text("a")), "continuation of none");
        refused(1002, frame(0x83, text("a")), "opcode 3");
        refused(1002, frame(0x09, text("a")), "short and whole");
        refused(1002, frame(0x89, new byte[126]), "short and whole");
        assertThatThrownBy(() ->
                        reading(frame(0x01, text("a")), frame(0x81, text("b"))).read())
                .isInstanceOf(WireException.class);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() {
        byte[] head = ByteBuffer.allocate(10)
                .put((byte) 0x82)
                .put((byte) 0xff)
                .putLong(Long.MAX_VALUE)
                .array();
        refused(1009, head, "longer than");
        byte[] half = new byte[WebSocket.MAX_BYTES];
        assertThatThrownBy(
                        () -> reading(frame(0x02, half), frame(0x80, text("a"))).read())
                .isInstanceOf(WireException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void anEndWithoutACloseIsOne() {
        assertThatThrownBy(() -> reading().read()).isInstanceOf(EOFException.class);
        byte[] whole = frame(0x81, text("abc"));
        assertThatThrownBy(() -> reading(Arrays.copyOf(whole, whole.length - 1)).read())
                .isInstanceOf(EOFException.class);
    }

    private void refused(int code, byte[] frame, String why) {
        assertThatThrownBy(() -> reading(frame).read())
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.closeCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
