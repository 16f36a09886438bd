package io.ramal.emulators.openai;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service with OpenAI's chat interface, {@code POST /v1/chat/completions}, whole or streamed as server-sent events. What it
 * answers, and how it fails, the test says. Thread-safe.
 */
public final class OpenAiEmulator implements AutoCloseable {
    /** How the next request is treated. */
    private sealed interface Treatment {
        record Answer(String content) implements Treatment {}

        record Status(int code, String body) implements Treatment {}

        /** Some of a stream, then the connection breaks. */
        record Broken(String content) implements Treatment {}

        /** As much of a stream, then nothing. */
        record Stalled(String content) implements Treatment {}

        /** A body that is none of the interface's. */
        record Garbage(String body) implements Treatment {}
    }

    private static final int CHUNK = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "openai-emulator");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Treatment> next = new ConcurrentLinkedQueue<>();
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorisations = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private OpenAiEmulator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    /** Listens on a free port of loopback. */
    public static OpenAiEmulator start() throws IOException {
        return new OpenAiEmulator();
    }

    /** The base address, such as {@code http://127.0.0.1:40001/v1}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The content of the next answers, one a request. */
    public void answer(String... contents) {
        for (String content : contents) {
            next.add(new Treatment.Answer(content));
        }
    }

    /** The next request is answered with this status. */
    public void status(int code, String body) {
        next.add(new Treatment.Status(code, body));
    }

    /** The next answer breaks off behind so much of its content. */
    public void breakOff(String content) {
        next.add(new Treatment.Broken(content));
    }

    /** The next answer goes silent behind so much of its content. */
    public void stall(String content) {
        next.add(new Treatment.Stalled(content));
    }

    /** The next answer is this body with status 200. */
    public void garbage(String body) {
        next.add(new Treatment.Garbage(body));
    }

    /** Bodies it has received, in order. */
    public List<JsonObject> requests() {
        return requests;
    }

    /** {@code Authorization} headers it has received; empty texts where there was none. */
    public List<String> authorisations() {
        return authorisations;
    }

    private void chat(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonObject request = JsonParser.parseString(body).getAsJsonObject();
            String authorisation = exchange.getRequestHeaders().getFirst("Authorization");
            authorisations.add(authorisation == null ? "" : authorisation);
            requests.add(request);
            boolean stream = request.has("stream") && request.get("stream").getAsBoolean();
            Treatment treatment = next.poll();
            if (treatment instanceof Treatment.Answer a) {
                if (stream) {
                    stream(exchange, a.content(), true);
                } else {
                    send(exchange, 200, "application/json", whole(a.content()));
                }
            } else if (treatment instanceof Treatment.Status s) {
                send(exchange, s.code(), "text/html", s.body());
            } else if (treatment instanceof Treatment.Garbage g) {
                send(exchange, 200, "text/event-stream", g.body());
            } else if (treatment instanceof Treatment.Broken b) {
                stream(exchange, b.content(), false);
                throw new IOException("broken off on purpose");
            } else if (treatment instanceof Treatment.Stalled s) {
                stream(exchange, s.content(), false);
                closed.await();
            } else {
                send(exchange, 500, "text/plain", "the test has said nothing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(HttpExchange exchange, String content, boolean end) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(": a comment\n\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < content.length(); i += CHUNK) {
            JsonObject delta = new JsonObject();
            delta.addProperty("content", content.substring(i, Math.min(content.length(), i + CHUNK)));
            event(out, choice("delta", delta));
        }
        if (end) {
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private static void event(OutputStream out, JsonObject json) throws IOException {
        out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String whole(String content) {
        JsonObject message = new JsonObject();
        message.addProperty("role", "assistant");
        message.addProperty("content", content);
        return choice("message", message).toString();
    }

    private static JsonObject choice(String name, JsonObject value) {
        JsonObject choice = new JsonObject();
        choice.addProperty("index", 0);
        choice.add(name, value);
        JsonArray choices = new JsonArray();
        choices.add(choice);
        JsonObject root = new JsonObject();
        root.addProperty("object", "chat.completion");
        root.add("choices", choices);
        return root;
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
