package io.ramal.emulators.openai;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A service with OpenAI's interface on loopback: {@code POST /v1/chat/completions}, whole or streamed as server-sent events,
 * {@code /v1/audio/transcriptions} and {@code /v1/audio/speech}. What it answers, and how it fails, the test says, for each
 * of the three by its {@link Script}; the methods here that do so are the chat's. Thread-safe.
 */
public final class OpenAiEmulator implements AutoCloseable {
    private static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";

    /** What a part answers with. */
    private enum Part {
        CHAT,
        TRANSCRIPTION,
        SPEECH
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "openai-emulator");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Script chat = new Script(closed);
    private final Script transcriptions = new Script(closed);
    private final Script speech = new Script(closed);
    private final List<String> authorisations = new CopyOnWriteArrayList<>();
    private final String scheme;

    private OpenAiEmulator(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", x -> serve(x, Part.CHAT, chat));
        server.createContext("/v1/audio/transcriptions", x -> serve(x, Part.TRANSCRIPTION, transcriptions));
        server.createContext("/v1/audio/speech", x -> serve(x, Part.SPEECH, speech));
        server.start();
    }

    /** Listens on a free port of loopback. */
    public static OpenAiEmulator start() throws IOException {
        return new OpenAiEmulator(HttpServer.create(loopback(), 0), "http");
    }

    /** The same with TLS. */
    public static OpenAiEmulator start(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new OpenAiEmulator(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The base address, such as {@code http://127.0.0.1:40001/v1}. */
    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Of chat completions: texts. */
    public Script chat() {
        return chat;
    }

    /** Of speech to text: what was understood, or a JSON object to be sent as it is. */
    public Script transcriptions() {
        return transcriptions;
    }

    /** Of text to speech: samples of 16 bit, little-endian, at the rate that the client takes for granted. */
    public Script speech() {
        return speech;
    }

    /** The content of the next answers, one a request. */
    public void answer(String... contents) {
        chat.answer(contents);
    }

    /** The next request is answered with this status. */
    public void status(int code, String body) {
        chat.status(code, body);
    }

    /** The next answer breaks off behind so much of its content. */
    public void breakOff(String content) {
        chat.breakOff(Script.bytes(content));
    }

    /** The next answer goes silent behind so much of its content. */
    public void stall(String content) {
        chat.pause(Script.bytes(content), new byte[0]);
    }

    /** The next answer is this body with status 200. */
    public void garbage(String body) {
        chat.garbage(EVENTS, body);
    }

    /** Bodies the chat has received, in order. */
    public List<JsonObject> requests() {
        return chat.received().stream().map(Received::json).toList();
    }

    /** {@code Authorization} headers it has received; empty texts where there was none. */
    public List<String> authorisations() {
        return authorisations;
    }

    private void serve(HttpExchange exchange, Part part, Script script) throws IOException {
        Received request = new Received(
                exchange.getRequestURI().getPath(),
                header(exchange, "Authorization"),
                header(exchange, "Content-Type"),
                exchange.getRemoteAddress().getPort(),
                exchange.getRequestBody().readAllBytes());
        authorisations.add(request.authorisation());
        Treatment treatment = script.poll();
        script.took(request);
        try {
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, "text/plain", Script.bytes("POST it"));
            } else if (treatment instanceof Treatment.Answer a) {
                answer(exchange, part, request, a.content());
            } else if (treatment instanceof Treatment.Status s) {
                s.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, s.code(), "text/html", Script.bytes(s.body()));
            } else if (treatment instanceof Treatment.Garbage g) {
                send(exchange, 200, g.type(), g.body());
            } else if (treatment instanceof Treatment.Broken b) {
                begin(exchange, part, request, b.content());
                // what is thrown here makes the server drop the connection
                throw new IOException("broken off on purpose");
            } else if (treatment instanceof Treatment.Paused p) {
                OutputStream out = begin(exchange, part, request, p.first());
                if (script.await(p.latch())) {
                    pieces(out, part, p.rest());
                    out.close();
                }
            } else if (treatment instanceof Treatment.BlackHole b) {
                script.await(b.latch());
                throw new IOException("never answered on purpose");
            } else {
                send(exchange, 500, "text/plain", Script.bytes("the test has said nothing"));
            }
            exchange.close();
        } catch (IOException e) {
            if (treatment instanceof Treatment.Answer || treatment instanceof Treatment.Paused) {
                script.abandon();
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Part part, Received request, byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        switch (part) {
            case CHAT -> {
                if (streamed(request)) {
                    OutputStream out = begin(exchange, part, request, content);
                    out.write(Script.bytes(ChatFormat.end()));
                    out.close();
                } else {
                    send(exchange, 200, JSON, Script.bytes(ChatFormat.whole(text)));
                }
            }
            case TRANSCRIPTION -> {
                JsonObject understood = new JsonObject();
                understood.addProperty("text", text);
                send(exchange, 200, JSON, text.startsWith("{") ? content : Script.bytes(understood.toString()));
            }
            case SPEECH -> {
                OutputStream out = begin(exchange, part, request, content);
                out.close();
            }
        }
    }

    /** The beginning of an answer, of a length not told beforehand. */
    private static OutputStream begin(HttpExchange exchange, Part part, Received request, byte[] content)
            throws IOException {
        String type = part == Part.SPEECH ? "audio/pcm" : part == Part.CHAT && streamed(request) ? EVENTS : JSON;
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        pieces(out, part, content);
        return out;
    }

    private static void pieces(OutputStream out, Part part, byte[] content) throws IOException {
        for (byte[] piece : part == Part.CHAT ? events(content) : List.of(content)) {
            out.write(piece);
            out.flush();
        }
    }

    private static List<byte[]> events(byte[] content) {
        List<byte[]> pieces = new ArrayList<>();
        for (String event :
                ChatFormat.events(new String(content, StandardCharsets.UTF_8)).split("(?<=\n\n)")) {
            pieces.add(Script.bytes(event));
        }
        return pieces;
    }

    private static boolean streamed(Received request) {
        JsonObject json = request.json();
        return json.has("stream") && json.get("stream").getAsBoolean();
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
