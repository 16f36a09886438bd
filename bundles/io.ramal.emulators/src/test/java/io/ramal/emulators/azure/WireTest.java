package io.ramal.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of requests, messages, the header of sound, scenarios. */
class WireTest {
    private static HttpRequest request(String text) throws Exception {
        return HttpRequest.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theHeadOfARequestIsReadAndNotAByteMore() throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream(
                "GET /a/b?c=d HTTP/1.1\r\nHost: h\r\nX-Key:  olá=1 \r\n\r\nrest".getBytes(StandardCharsets.UTF_8));
        HttpRequest r = HttpRequest.read(in);
        assertThat(r.method()).isEqualTo("GET");
        assertThat(r.path()).isEqualTo("/a/b");
        assertThat(r.query()).isEqualTo("c=d");
        assertThat(r.header("x-key")).isEqualTo("olá=1");
        assertThat(r.header("none")).isEmpty();
        assertThat(in.available()).isEqualTo(4);
        assertThat(request("")).isNull();
        assertThat(request("GET / HTTP/1.1\r\nA: b\r\n\r\n").query()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET / HTTP/1.1\r\n",
                "hello\r\n\r\n",
                "GET / HTTP/2\r\n\r\n",
                "GET / HTTP/1.1\r\nx\r\n\r\n"
            })
    void whatIsNoRequestIsRefused(String text) {
        assertThatThrownBy(() -> request(text)).isInstanceOf(WireException.class);
    }

    @Test
    void aHeadWithoutEndIsRefused() {
        assertThatThrownBy(() -> request("GET / HTTP/1.1\r\nA: " + "x".repeat(20_000)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void messagesAreReadAsTheyAreWritten() throws Exception {
        WireMessage json = WireMessage.parse(
                WireMessage.json("turn.start", "abc", "{\"a\":\"ã\"}").format());
        assertThat(json.path()).isEqualTo("turn.start");
        assertThat(json.requestId()).isEqualTo("abc");
        assertThat(json.header("content-type")).startsWith("application/json");
        assertThat(json.bodyText()).isEqualTo("{\"a\":\"ã\"}");
        byte[] samples = {1, 2, 13, 10, 13, 10, 3};
        WireMessage audio =
                WireMessage.parse(WireMessage.audio("abc", "S1", samples).format());
        assertThat(audio.text()).isFalse();
        assertThat(audio.path()).isEqualTo("audio");
        assertThat(audio.body()).isEqualTo(samples);
    }

    @Test
    void messagesThatAreNoneAreRefused() {
        for (WebSocket.Message m : new WebSocket.Message[] {
            new WebSocket.Message(true, "Path:x\r\n".getBytes(StandardCharsets.UTF_8)),
            new WebSocket.Message(true, "x\r\n\r\n".getBytes(StandardCharsets.UTF_8)),
            new WebSocket.Message(false, new byte[] {0}),
            new WebSocket.Message(false, new byte[] {0, 9, 'a', ':', 'b'})
        }) {
            assertThatThrownBy(() -> WireMessage.parse(m)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void theHeaderOfSoundTellsItsFormat() throws Exception {
        byte[] header = TalkTest.riff(8000);
        assertThat(RiffHeader.parse(header)).isEqualTo(new RiffHeader(1, 1, 8000, 16, 44));
        header[0] = 'X';
        assertThatThrownBy(() -> RiffHeader.parse(header)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> RiffHeader.parse(new byte[10])).isInstanceOf(WireException.class);
        byte[] endless = TalkTest.riff(8000);
        endless[19] = 0x7f;
        assertThatThrownBy(() -> RiffHeader.parse(endless)).isInstanceOf(WireException.class);
    }

    @Test
    void aScenarioIsReadFromAKey() {
        assertThat(Scenario.parse("0123456789abcdef").on("stt", 0).has("http")).isFalse();
        Scenario s = Scenario.parse("http=429;faultConns=2;role=stt;firstMs=80;text=bom+dia|n%C3%A3o");
        assertThat(s.on("stt", 1).number("http", 0)).isEqualTo(429);
        assertThat(s.on("stt", 2).has("http")).isFalse();
        assertThat(s.on("tts", 0).has("http")).isFalse();
        assertThat(s.on("tts", 0).number("firstMs", 0)).isEqualTo(80);
        assertThat(s.texts()).containsExactly("bom dia", "não");
    }

    @ParameterizedTest
    @CsvSource({"hpt=1,hpt", "http=x,number", "speed=-1,number", "http=1;x,unknown: x"})
    void aSlipOfThePenInAScenarioIsNamed(String text, String what) {
        assertThatThrownBy(() -> Scenario.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource({
        "/speech/recognition/conversation/cognitiveservices/v1,stt",
        "/speech/recognition/dictation/cognitiveservices/v1,stt",
        "/stt/speech/universal/v2,stt",
        "/cognitiveservices/websocket/v1,tts",
        "/tts/cognitiveservices/websocket/v1,tts",
        "/,''"
    })
    void thePathTellsTheRole(String path, String role) {
        assertThat(AzureConnection.role(path)).isEqualTo(role);
    }

    @Test
    void aToneIsAsLongAsItsText() {
        assertThat(Tone.of("")).hasSize(200 * Tone.BYTES_PER_MS);
        assertThat(Tone.of("x".repeat(10))).hasSize(600 * Tone.BYTES_PER_MS);
        assertThat(Tone.of("x".repeat(10_000))).hasSize(60_000 * Tone.BYTES_PER_MS);
    }
}
