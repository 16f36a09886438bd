package io.ramal.helper.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {
    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();

    @Test
    void commandsSurviveThePipe() throws IOException {
        List<Command> sent = List.of(
                new Command.Speak(Long.MAX_VALUE, "pt-br+f3", "pt-br", 150, 50, "Não, o apartamento é 501 — 🏠."),
                new Command.Cancel(7),
                new Command.Speak(0, "", "", 0, -1, ""));
        for (Command c : sent) {
            Wire.write(pipe, c);
        }
        InputStream in = written();
        for (Command c : sent) {
            assertThat(Wire.readCommand(in)).isEqualTo(c);
        }
        assertThat(Wire.readCommand(in)).isNull();
    }

    @Test
    void repliesSurviveThePipe() throws IOException {
        List<Reply> sent = List.of(
                new Reply.Hello("1.52", "1.8"),
                new Reply.End(3),
                new Reply.Failed(4, "não dá"),
                new Reply.Fatal("fim"));
        for (Reply r : sent) {
            Wire.write(pipe, r);
        }
        Wire.write(pipe, new Reply.Audio(9, 22050, new byte[] {1, 2, 3, 4}));
        InputStream in = written();
        for (Reply r : sent) {
            assertThat(Wire.readReply(in)).isEqualTo(r);
        }
        assertThat(Wire.readReply(in)).isInstanceOfSatisfying(Reply.Audio.class, a -> {
            assertThat(a.id()).isEqualTo(9);
            assertThat(a.rate()).isEqualTo(22050);
            assertThat(a.pcm()).containsExactly(1, 2, 3, 4);
        });
        assertThat(Wire.readReply(in)).isNull();
    }

    @Test
    void everyTruncationIsAnError() throws IOException {
        Wire.write(pipe, new Command.Speak(1, "pt-br", "pt-br", 150, 50, "Olá"));
        byte[] whole = pipe.toByteArray();
        for (int n = 1; n < whole.length; n++) {
            InputStream cut = new ByteArrayInputStream(Arrays.copyOf(whole, n));
            assertThatThrownBy(() -> Wire.readCommand(cut)).as("%d bytes", n).isInstanceOf(WireException.class);
        }
    }

    @Test
    void aBodyMustMatchItsKind() {
        assertThatThrownBy(() -> Wire.readReply(message(18, new byte[7])))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> Wire.readReply(message(18, new byte[9])))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("1 bytes too many");
        assertThatThrownBy(() -> Wire.readReply(message(99, new byte[0])))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("99");
        assertThatThrownBy(() -> Wire.readCommand(message(18, new byte[8]))).isInstanceOf(WireException.class);
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedBeforeAnythingIsRead() {
        ByteBuffer b = ByteBuffer.allocate(5).put((byte) 17).putInt(Wire.MAX_BODY + 1);
        assertThatThrownBy(() -> Wire.readReply(new ByteArrayInputStream(b.array())))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("65537 bytes");
        ByteBuffer negative = ByteBuffer.allocate(5).put((byte) 17).putInt(-1);
        assertThatThrownBy(() -> Wire.readReply(new ByteArrayInputStream(negative.array())))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("4294967295 bytes");
    }

    @Test
    void whatIsTooLongIsNotWritten() {
        assertThatThrownBy(() -> Wire.write(pipe, new Reply.Audio(1, 8000, new byte[Wire.MAX_BODY])))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wire.write(pipe, new Command.Speak(1, "", "", 1, 1, "x".repeat(70_000))))
                .isInstanceOf(WireException.class);
        assertThat(pipe.size()).isZero();
    }

    @Test
    void oddSoundAndBrokenTextAreRefused() {
        byte[] odd = ByteBuffer.allocate(13).putLong(1).putInt(22050).array();
        assertThatThrownBy(() -> Wire.readReply(message(17, odd))).isInstanceOf(WireException.class);
        byte[] noRate = ByteBuffer.allocate(12).putLong(1).putInt(0).array();
        assertThatThrownBy(() -> Wire.readReply(message(17, noRate))).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wire.readReply(message(20, new byte[] {0, 1, (byte) 0xff})))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void garbageEndsInOneKindOfException() {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[1 + random.nextInt(60)];
            random.nextBytes(garbage);
            garbage[0] = (byte) (1 + random.nextInt(21));
            if (garbage.length > 4) {
                garbage[1] = garbage[2] = garbage[3] = 0;
            }
            try {
                InputStream in = new ByteArrayInputStream(garbage);
                assertThat(Wire.readReply(in)).isNotNull();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(WireException.class);
            }
        }
    }

    private InputStream written() {
        return new ByteArrayInputStream(pipe.toByteArray());
    }

    private static InputStream message(int kind, byte[] body) {
        ByteBuffer b = ByteBuffer.allocate(5 + body.length)
                .put((byte) kind)
                .putInt(body.length)
                .put(body);
        return new ByteArrayInputStream(b.array());
    }
}
