package io.ramal.speech.azure.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final Setup SETUP = new Setup(
            "the-key",
            "brazilsouth",
            "",
            "ws://a",
            "ws://b",
            "proxy",
            3128,
            "ramal",
            "the-password",
            "model",
            500,
            3,
            2600);

    static Stream<Command> commands() {
        return Stream.of(
                SETUP,
                new Command.OpenRecognizer(1, "pt-BR"),
                new Command.OpenSynthesizer(Integer.MAX_VALUE),
                new Command.Connect(3),
                new Command.Start(4, List.of("Maria Aparecida", "", "João 😀")),
                new Command.Start(4, List.of()),
                new Command.Finish(6),
                new Command.Speak(7, "<speak>Olá, não</speak>"),
                new Command.Close(8),
                new Command.Ping(9));
    }

    static Stream<Reply> replies() {
        return Stream.of(
                new Reply.Hello(),
                new Reply.Closed(2),
                new Reply.Pong(3),
                new Reply.Fatal("libssl is not there"),
                new Reply.Told(4, new EngineEvent.Connected()),
                new Reply.Told(5, new EngineEvent.Disconnected()),
                new Reply.Told(6, new EngineEvent.Partial("apartamento não")),
                new Reply.Told(7, new EngineEvent.Phrase("", 0)),
                new Reply.Told(7, new EngineEvent.Phrase("cento e um", 0.93)),
                new Reply.Told(8, new EngineEvent.Ended()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsArriveAsTheyWere(Command command) throws IOException {
        assertThat(Wire.readCommand(in(Wire.bytes(command)))).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void repliesArriveAsTheyWere(Reply reply) throws IOException {
        assertThat(Wire.readReply(in(Wire.bytes(reply)))).isEqualTo(reply);
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void everyFailureArrivesAsItWas(Failure.Kind kind) throws IOException {
        Reply reply = new Reply.Told(1, new EngineEvent.Failed(new Failure(kind, "because", "do something")));
        assertThat(Wire.readReply(in(Wire.bytes(reply)))).isEqualTo(reply);
    }

    @Test
    void soundArrivesAsItWas() throws IOException {
        byte[] sound = new byte[3200];
        new Random(7).nextBytes(sound);
        assertThat(Wire.readCommand(in(Wire.bytes(new Command.Write(5, sound)))))
                .isInstanceOfSatisfying(
                        Command.Write.class, w -> assertThat(w.samples()).isEqualTo(sound));
        assertThat(Wire.readReply(in(Wire.bytes(new Reply.Told(5, new EngineEvent.Sound(sound))))))
                .isInstanceOfSatisfying(
                        Reply.Told.class,
                        t -> assertThat(((EngineEvent.Sound) t.event()).samples())
                                .isEqualTo(sound));
    }

    @Test
    void messagesFollowOneAnotherToTheEndOfThePipe() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Command c : commands().toList()) {
            out.write(Wire.bytes(c));
        }
        ByteArrayInputStream in = in(out.toByteArray());
        for (Command c : commands().toList()) {
            assertThat(Wire.readCommand(in)).isEqualTo(c);
        }
        assertThat(Wire.readCommand(in)).isNull();
        assertThat(Wire.readReply(in)).isNull();
    }

    @Test
    void theLongestListOfHintsFitsAndWhatIsLongerIsNotSent() throws IOException {
        List<String> hints = java.util.Collections.nCopies(500, "ã".repeat(100));
        assertThat(Wire.readCommand(in(Wire.bytes(new Command.Start(1, hints)))))
                .isEqualTo(new Command.Start(1, hints));
        assertThatThrownBy(() -> Wire.bytes(new Command.Speak(1, "a".repeat(Wire.MAX_BODY))))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void whatIsCutOffIsNoMessageWhereverItIs() throws IOException {
        for (Command command : commands().toList()) {
            byte[] whole = Wire.bytes(command);
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Wire.readCommand(in(cut))).isInstanceOf(WireException.class);
            }
        }
        for (Reply reply : replies().toList()) {
            byte[] whole = Wire.bytes(reply);
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Wire.readReply(in(cut))).isInstanceOf(WireException.class);
            }
        }
    }

    @Test
    void lengthsAreNotBelieved() throws IOException {
        refused(4, Integer.MAX_VALUE);
        refused(4, -1);
        // an empty body, and one that holds more than its meaning
        refused(4, 0);
        refused(4, 8, 0, 7);
        // a text longer than its body
        refused(8, 8, 1, Integer.MAX_VALUE);
        refused(8, 8, 1, -1);
        // phrases without end
        refused(5, 8, 1, Integer.MAX_VALUE);
        refused(99, 4, 1);
    }

    @Test
    void nonsenseIsNoReply() throws IOException {
        assertThatThrownBy(() -> Wire.readReply(in(message(42, 16, 1, 99, 0, 0))))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wire.readReply(in(message(200, 4, 1)))).isInstanceOf(WireException.class);
        // half a sample
        byte[] odd = Arrays.copyOf(message(40, 5, 1), 10);
        assertThatThrownBy(() -> Wire.readReply(in(odd)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("16-bit");
        // a confidence that is none
        byte[] phrase = Wire.bytes(new Reply.Told(1, new EngineEvent.Phrase("a", Double.NaN)));
        assertThatThrownBy(() -> Wire.readReply(in(phrase)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("NaN");
        // a text that is no text
        byte[] text = Wire.bytes(new Reply.Fatal("abc"));
        text[text.length - 1] = (byte) 0xff;
        assertThatThrownBy(() -> Wire.readReply(in(text)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void whateverComesIsAMessageOrAnException() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 5) {
                noise[0] = (byte) random.nextInt(48);
                noise[1] = noise[2] = noise[3] = 0;
            }
            try {
                Wire.readCommand(in(noise));
                Wire.readReply(in(noise));
            } catch (IOException e) {
                assertThat(e).isInstanceOf(WireException.class);
            }
        }
    }

    @Test
    void secretsAndWordsAreNotShown() {
        assertThat(SETUP.toString()).doesNotContain("the-key").doesNotContain("the-password");
        assertThat(new Command.Speak(1, "Maria").toString()).doesNotContain("Maria");
    }

    private static void refused(int kind, int length, int... numbers) throws IOException {
        assertThatThrownBy(() -> Wire.readCommand(in(message(kind, length, numbers))))
                .isInstanceOf(WireException.class);
    }

    private static byte[] message(int kind, int length, int... numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(kind);
        data.writeInt(length);
        for (int n : numbers) {
            data.writeInt(n);
        }
        return bytes.toByteArray();
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
