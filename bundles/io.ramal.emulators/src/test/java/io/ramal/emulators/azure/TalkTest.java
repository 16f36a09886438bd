package io.ramal.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the emulator says, to the JDK's own WebSocket client. */
@Timeout(60)
class TalkTest {
    private static final String STT = "/speech/recognition/conversation/cognitiveservices/v1?language=pt-BR";
    private static final String TTS = "/cognitiveservices/websocket/v1";
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final HttpClient http = HttpClient.newHttpClient();
    private AzureEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = AzureEmulator.start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    /** A client of the protocol. */
    private final class Client implements WebSocket.Listener {
        final BlockingQueue<WireMessage> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        final WebSocket socket;

        Client(String path, String key) {
            socket = http.newWebSocketBuilder()
                    .header("Ocp-Apim-Subscription-Key", key)
                    .buildAsync(emulator.uri().resolve(path), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                add(new io.ramal.emulators.azure.WebSocket.Message(
                        true, text.toString().getBytes(StandardCharsets.UTF_8)));
                text.setLength(0);
            }
            ws.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket ws, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                add(new io.ramal.emulators.azure.WebSocket.Message(false, binary.toByteArray()));
                binary.reset();
            }
            ws.request(1);
            return null;
        }

        private void add(io.ramal.emulators.azure.WebSocket.Message message) {
            try {
                messages.add(WireMessage.parse(message));
            } catch (WireException e) {
                ends.add(e.toString());
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
            ends.add(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket ws, Throwable error) {
            ends.add("error");
        }

        void send(String path, String body) {
            Map<String, String> headers = new LinkedHashMap<>(Map.of("Path", path, "X-RequestId", ID));
            WireMessage m = new WireMessage(true, headers, body.getBytes(StandardCharsets.UTF_8));
            socket.sendText(new String(m.format().payload(), StandardCharsets.UTF_8), true)
                    .join();
        }

        void sound(byte[] bytes) {
            socket.sendBinary(
                            ByteBuffer.wrap(
                                    WireMessage.audio(ID, "1", bytes).format().payload()),
                            true)
                    .join();
        }

        WireMessage next() throws InterruptedException {
            WireMessage m = messages.poll(30, TimeUnit.SECONDS);
            assertThat(m).as("a message in time").isNotNull();
            assertThat(m.requestId()).isEqualTo(ID);
            return m;
        }

        JsonObject next(String path) throws InterruptedException {
            WireMessage m = next();
            assertThat(m.path()).isEqualTo(path);
            return JsonParser.parseString(m.bodyText()).getAsJsonObject();
        }

        String end() throws InterruptedException {
            String end = ends.poll(30, TimeUnit.SECONDS);
            assertThat(end).as("an end in time").isNotNull();
            return end;
        }
    }

    static byte[] riff(int rate) {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .array();
    }

    private static byte[] loud(int millis) {
        byte[] tone = Tone.of("x".repeat(millis / 60 + 1));
        return Arrays.copyOf(tone, millis * Tone.BYTES_PER_MS);
    }

    private static byte[] quiet(int millis) {
        return new byte[millis * Tone.BYTES_PER_MS];
    }

    @Test
    void speechBecomesHypothesesAndSilenceAPhrase() throws Exception {
        emulator.recognise("Bom dia, Maria");
        Client client = new Client(STT + "&format=detailed", "key");
        client.send("speech.config", "{\"context\":{}}");
        client.send(
                "speech.context",
                "{\"dgi\":{\"Groups\":[{\"Type\":\"Generic\",\"Items\":[{\"Text\":\"Maria\"}]}]},\"phraseDetection\":"
                        + "{\"CONVERSATION\":{\"segmentation\":{\"segmentationSilenceTimeoutMs\":300}}}}");
        client.sound(riff(8000));
        assertThat(client.next("turn.start").toString()).contains("serviceTag");
        client.sound(quiet(100));
        client.sound(loud(700));
        assertThat(client.next("speech.startDetected").get("Offset").getAsLong())
                .isEqualTo(1_000_000);
        assertThat(client.next("speech.hypothesis").get("Text").getAsString()).isEqualTo("bom");
        assertThat(client.next("speech.hypothesis").get("Text").getAsString()).isEqualTo("bom dia,");
        assertThat(client.next("speech.hypothesis").get("Text").getAsString()).isEqualTo("bom dia, maria");
        client.sound(quiet(300));
        JsonObject phrase = client.next("speech.phrase");
        assertThat(phrase.get("RecognitionStatus").getAsString()).isEqualTo("Success");
        assertThat(phrase.get("Duration").getAsLong()).isEqualTo(7_000_000);
        JsonArray best = phrase.getAsJsonArray("NBest");
        assertThat(best.get(0).getAsJsonObject().get("Display").getAsString()).isEqualTo("Bom dia, Maria");
        client.sound(new byte[0]);
        client.next("speech.endDetected");
        assertThat(client.next("speech.phrase").get("RecognitionStatus").getAsString())
                .isEqualTo("EndOfDictation");
        client.next("turn.end");

        Recognition turn = emulator.traffic().recognitions().get(0);
        assertThat(turn.phrases()).containsExactly("Maria");
        assertThat(turn.language()).isEqualTo("pt-BR");
        assertThat(turn.sampleRate()).isEqualTo(8000);
        assertThat(turn.bytes()).isEqualTo(1100 * Tone.BYTES_PER_MS);
        assertThat(turn.audio()).hasSize(1100 * Tone.BYTES_PER_MS);
        assertThat(turn.texts()).containsExactly("Bom dia, Maria");
        assertThat(turn.ended()).isTrue();
        assertThat(turn.connection().config()).contains("context");
    }

    @Test
    void theEndOfTheSoundEndsThePhraseToo() throws Exception {
        Client client = new Client(STT, "text=n%C3%A3o");
        client.send("speech.context", "{}");
        client.sound(riff(8000));
        client.sound(loud(100));
        client.sound(new byte[0]);
        client.next("turn.start");
        client.next("speech.startDetected");
        JsonObject phrase = client.next("speech.phrase");
        assertThat(phrase.get("DisplayText").getAsString()).isEqualTo("não");
        assertThat(phrase.has("NBest")).isFalse();
    }

    @Test
    void silenceIsAcknowledged() throws Exception {
        Client client = new Client(STT, "key");
        client.send("speech.context", "{}");
        client.sound(riff(8000));
        client.sound(quiet(5000));
        client.next("turn.start");
        assertThat(client.next("speech.phrase").get("RecognitionStatus").getAsString())
                .isEqualTo("InitialSilenceTimeout");
    }

    @Test
    void aTextThatWasNotToldIsToldInTheNextTurn() throws Exception {
        emulator.recognise("sim");
        Client lost = new Client(STT, "key");
        lost.send("speech.context", "{}");
        lost.sound(riff(8000));
        lost.sound(loud(100));
        lost.next("turn.start");
        lost.next("speech.startDetected");
        AzureConnection connection = emulator.connections().get(0);
        emulator.reset();
        assertThat(lost.end()).isNotEmpty();
        emulator.traffic().await(Duration.ofSeconds(30), t -> connection.closed() ? true : null);
        Client next = new Client(STT, "key");
        next.send("speech.context", "{}");
        next.sound(riff(8000));
        next.sound(loud(100));
        next.sound(new byte[0]);
        next.next("turn.start");
        next.next("speech.startDetected");
        assertThat(next.next("speech.phrase").get("DisplayText").getAsString()).isEqualTo("sim");
    }

    @Test
    void aSentenceBecomesChunksInOrder() throws Exception {
        Client client = new Client(TTS, "chunkMs=70;speed=20;firstMs=5");
        client.send("synthesis.context", "{\"synthesis\":{\"audio\":{\"outputFormat\":\"raw-8khz-16bit-mono-pcm\"}}}");
        client.send(
                "ssml",
                "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='pt-BR'>"
                        + "<voice name='pt-BR-FranciscaNeural'><prosody rate='+5%'>A &amp; B, bom dia</prosody></voice></speak>");
        client.next("turn.start");
        client.next("response");
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        WireMessage m = client.next();
        for (; m.path().equals("audio"); m = client.next()) {
            assertThat(m.body().length).isLessThanOrEqualTo(70 * Tone.BYTES_PER_MS);
            sound.writeBytes(m.body());
        }
        assertThat(m.path()).isEqualTo("audio.metadata");
        client.next("turn.end");
        assertThat(sound.toByteArray()).isEqualTo(Tone.of("A & B, bom dia"));
        Synthesis s = emulator.traffic().syntheses().get(0);
        assertThat(s.text()).isEqualTo("A & B, bom dia");
        assertThat(s.voice()).isEqualTo("pt-BR-FranciscaNeural");
        assertThat(s.finished()).isTrue();
        assertThat(s.bytesSent()).isEqualTo(sound.size());
    }

    @Test
    void brokenMarkupAndUnknownFormatsCloseTheConnection() throws Exception {
        Client client = new Client(TTS, "key");
        client.send("ssml", "<speak><voice name='x'>A & B</voice></speak>");
        assertThat(client.end()).startsWith("1007 SSML cannot be parsed");
        Client other = new Client(TTS, "key");
        other.send("synthesis.context", "{\"synthesis\":{\"audio\":{\"outputFormat\":\"audio-16khz-mp3\"}}}");
        assertThat(other.end()).startsWith("1007 only raw-8khz");
    }

    @Test
    void aKeyMayAskForEveryFault() throws Exception {
        assertThatThrownBy(() -> new Client(STT, "http=429"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(429));
        assertThatThrownBy(() -> new Client(STT, "htp=429"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(400));
        Client client = new Client(STT, "closeAt=100;closeCode=1013");
        client.sound(riff(8000));
        client.sound(loud(100));
        assertThat(client.end()).startsWith("1013");
        Client stalled = new Client(TTS, "stallAfter=1");
        stalled.send("ssml", "<speak><voice name='x'>Bom dia</voice></speak>");
        stalled.next("turn.start");
        stalled.next("response");
        assertThat(stalled.next().path()).isEqualTo("audio");
        assertThat(emulator.traffic().syntheses().get(0).finished()).isFalse();
        Client mute = new Client(STT, "silentAt=0");
        mute.sound(riff(8000));
        mute.sound(loud(100));
        emulator.traffic()
                .await(
                        Duration.ofSeconds(30),
                        t -> t.recognitions().size() > 1
                                        && t.recognitions().get(1).bytes() > 0
                                ? true
                                : null);
        assertThat(mute.messages).isEmpty();
    }

    @Test
    void oneScenarioForAllWinsOverKeysAndItsFirstConnectionsFail() {
        emulator.scenario("http=503;faultConns=1");
        assertThatThrownBy(() -> new Client(STT, "key")).isInstanceOf(CompletionException.class);
        new Client(STT, "http=401");
        emulator.scenario(null);
        assertThatThrownBy(() -> new Client(STT, "http=401")).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> emulator.scenario("x=1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pingsAreAnsweredVoicesAreListedAndTheRestIsNotThere() throws Exception {
        BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        WebSocket ws = http.newWebSocketBuilder()
                .buildAsync(emulator.uri().resolve(STT), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onPong(WebSocket s, ByteBuffer message) {
                        pongs.add(StandardCharsets.UTF_8.decode(message).toString());
                        return null;
                    }
                })
                .join();
        ws.sendPing(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))).join();
        assertThat(pongs.poll(30, TimeUnit.SECONDS)).isEqualTo("hello");
        String base = "http://127.0.0.1:" + emulator.port();
        HttpResponse<String> voices = get(base + "/cognitiveservices/voices/list");
        assertThat(JsonParser.parseString(voices.body()).getAsJsonArray()).isNotEmpty();
        assertThat(get(base + "/").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(java.net.URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void closingItEndsConnectionsAndThreads() throws Exception {
        Client client = new Client(STT, "key");
        String port = "azure-emulator-" + emulator.port();
        emulator.close();
        assertThat(client.end()).isNotEmpty();
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            if (t.getName().equals(port)) {
                t.join(30_000);
                assertThat(t.isAlive()).isFalse();
            }
        }
        assertThatThrownBy(() -> new Client(STT, "key")).isInstanceOf(CompletionException.class);
    }
}
