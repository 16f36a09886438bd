package io.ramal.emulators.azure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection of a client, and the thread that serves it. */
public final class AzureConnection {
    /** What is spoken on a connection behind the upgrade. */
    interface Protocol {
        void received(WireMessage message) throws IOException;

        /** Nothing more comes. */
        void ended();
    }

    private static final String VOICES = "[{\"Name\":\"Microsoft Server Speech Text to Speech Voice (pt-BR,"
            + " FranciscaNeural)\",\"DisplayName\":\"Francisca\",\"LocalName\":\"Francisca\",\"ShortName\":"
            + "\"pt-BR-FranciscaNeural\",\"Gender\":\"Female\",\"Locale\":\"pt-BR\",\"SampleRateHertz\":\"48000\","
            + "\"VoiceType\":\"Neural\",\"Status\":\"GA\"}]";

    private final AzureEmulator emulator;
    private final Socket socket;
    private final int id;
    private volatile HttpRequest request = new HttpRequest("", "", Map.of());
    private volatile Scenario scenario = Scenario.parse("");
    private volatile @Nullable WebSocket webSocket;
    private volatile String config = "";
    private volatile double soundMillis;
    private volatile boolean closed;
    /** We have ended it; what the client sent meanwhile is not looked at. */
    private volatile boolean ending;

    AzureConnection(AzureEmulator emulator, Socket socket, int id) {
        this.emulator = emulator;
        this.socket = socket;
        this.id = id;
    }

    /** Counts from 1 over all connections of an emulator. */
    public int id() {
        return id;
    }

    /** Path of the upgrade. */
    public String path() {
        return request.path();
    }

    /** Query of the upgrade, without the question mark. */
    public String query() {
        return request.query();
    }

    /** A header of the upgrade, empty when it had none of the name. */
    public String header(String name) {
        return request.header(name);
    }

    /** The JSON of {@code speech.config}, empty before there was one. */
    public String config() {
        return config;
    }

    /** Whether it has ended. */
    public boolean closed() {
        return closed;
    }

    /** The code the client closed with, 0 when it did not. */
    public int closeCode() {
        WebSocket ws = webSocket;
        return ws == null ? 0 : ws.closeCode();
    }

    /** Resets it. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
        end();
    }

    private void end() {
        ending = true;
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to be done with it
        }
    }

    void run() {
        try {
            serve();
        } catch (WireException e) {
            closeQuietly(e.closeCode(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // the client has gone; what it left undone is in the traffic
        } finally {
            closed = true;
            end();
            emulator.ended(this);
        }
    }

    private void serve() throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
        HttpRequest asked = HttpRequest.read(in);
        if (asked == null) {
            return;
        }
        request = asked;
        emulator.traffic().attempted();
        if (asked.method().equals("GET") && asked.path().endsWith("/cognitiveservices/voices/list")) {
            respond(200, "OK", "Content-Type: application/json\r\n", VOICES);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return;
        }
        String role = role(asked.path());
        boolean upgrade = asked.method().equals("GET")
                && asked.header("Upgrade").equalsIgnoreCase("websocket")
                && asked.header("Sec-WebSocket-Version").equals("13")
                && !asked.header("Sec-WebSocket-Key").isEmpty();
        if (role.isEmpty() || !upgrade) {
            respond(404, "Not Found", "", "recognition and synthesis by WebSocket are served here");
            return;
        }
        try {
            scenario = emulator.choose(key(asked), role);
        } catch (IllegalArgumentException e) {
            respond(400, "Bad Request", "", "scenario: " + e.getMessage());
            return;
        }
        if (scenario.has("http")) {
            respond((int) scenario.number("http", 500), "Refused", "", "as the scenario wants it");
            return;
        }
        if (scenario.has("noUpgrade") || emulator.isSilent()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return;
        }
        write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + WebSocket.accept(asked.header("Sec-WebSocket-Key")) + "\r\n\r\n");
        WebSocket ws = new WebSocket(in, socket.getOutputStream());
        webSocket = ws;
        emulator.traffic().add(this);
        sound(0);
        talk(
                ws,
                role.equals("stt")
                        ? new RecognitionProtocol(emulator, this, scenario)
                        : new SynthesisProtocol(emulator, this, scenario));
    }

    private void talk(WebSocket ws, Protocol protocol) throws IOException {
        try {
            for (WebSocket.Message m = ws.read(); m != null; m = ws.read()) {
                if (ending) {
                    protocol.ended();
                    continue;
                }
                WireMessage message = WireMessage.parse(m);
                if (message.path().equalsIgnoreCase("speech.config")) {
                    config = message.bodyText();
                    emulator.traffic().changed();
                } else {
                    protocol.received(message);
                }
            }
        } finally {
            protocol.ended();
        }
    }

    /** {@code stt}, {@code tts} or empty. */
    static String role(String path) {
        String p = path.toLowerCase(Locale.ROOT);
        if (p.contains("/cognitiveservices/websocket/")) {
            return "tts";
        }
        return p.contains("/speech/recognition/") || p.contains("/speech/universal/") ? "stt" : "";
    }

    private static String key(HttpRequest request) {
        String token = request.header("Authorization");
        return token.startsWith("Bearer ") ? token.substring(7) : request.header("Ocp-Apim-Subscription-Key");
    }

    private void respond(int status, String reason, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        write("HTTP/1.1 " + status + " " + reason + "\r\n" + headers + "Content-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends a message, unless this connection has fallen silent. */
    void send(WireMessage message) throws IOException {
        WebSocket ws = webSocket;
        if (ws != null && !emulator.isSilent() && soundMillis < scenario.number("silentAt", Double.MAX_VALUE)) {
            ws.send(message.format());
        }
    }

    void closeQuietly(int code, String reason) {
        ending = true;
        WebSocket ws = webSocket;
        try {
            if (ws != null) {
                ws.close(code, reason);
            }
        } catch (IOException e) {
            // it has gone before
        }
    }

    /** So much sound has passed in all; some scenarios end here. */
    void sound(double millis) {
        soundMillis = millis;
        if (millis >= scenario.number("rstAt", Double.MAX_VALUE)) {
            reset();
        } else if (millis >= scenario.number("finAt", Double.MAX_VALUE)) {
            end();
        } else if (millis >= scenario.number("closeAt", Double.MAX_VALUE)) {
            closeQuietly((int) scenario.number("closeCode", 1011), "as the scenario wants it");
        }
    }

    /** Sound that has passed so far, in ms. */
    double soundMillis() {
        return soundMillis;
    }

    @Override
    public String toString() {
        return "connection " + id + " to " + request.path();
    }
}
