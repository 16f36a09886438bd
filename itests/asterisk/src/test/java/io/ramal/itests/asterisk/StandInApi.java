package io.ramal.itests.asterisk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** In place of Ramal's HTTP API: answers every request of a kind the same way, or not at all. */
final class StandInApi implements AutoCloseable {
    private static final String AFTER = "/api/asterisk/after";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> others = new ConcurrentHashMap<>();

    private record Reply(int status, String body, boolean mute) {}

    private StandInApi(int port, int status, String body, boolean mute) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            Reply other = others.get(exchange.getRequestURI().getPath());
            if (other != null) {
                answer(exchange, other.status, other.body, other.mute);
            } else {
                answer(exchange, status, body, mute);
            }
        });
        // one that is not answered must not hold up the others
        server.setExecutor(threads);
        server.start();
    }

    static StandInApi answering(int port, int status, String body) throws IOException {
        return new StandInApi(port, status, body, false);
    }

    /** Takes requests and never answers. */
    static StandInApi mute(int port) throws IOException {
        return new StandInApi(port, 0, "", true);
    }

    /** Answers otherwise when it is asked how a call goes on. */
    StandInApi after(int status, String body) {
        others.put(AFTER, new Reply(status, body, false));
        return this;
    }

    /** Does not answer when it is asked how a call goes on. */
    StandInApi muteAfter() {
        others.put(AFTER, new Reply(0, "", true));
        return this;
    }

    /** Method, path with query, and credentials of every request for where an extension is. */
    List<String> asked() {
        return asked.stream().filter(r -> !r.contains(AFTER)).toList();
    }

    /** The same of every request for how a call goes on. */
    List<String> askedAfter() {
        return asked.stream().filter(r -> r.contains(AFTER)).toList();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdown();
    }

    private void answer(HttpExchange exchange, int status, String body, boolean mute) throws IOException {
        try (exchange) {
            if (mute) {
                over.await();
                return;
            }
            byte[] b = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, b.length == 0 ? -1 : b.length);
            exchange.getResponseBody().write(b);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
