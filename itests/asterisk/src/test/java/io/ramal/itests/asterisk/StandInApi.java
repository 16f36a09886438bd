package io.ramal.itests.asterisk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** In place of Ramal's HTTP API: answers every request the same way, or not at all. */
final class StandInApi implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private StandInApi(int port, int status, String body, boolean mute) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, status, body, mute);
        });
        server.start();
    }

    static StandInApi answering(int port, int status, String body) throws IOException {
        return new StandInApi(port, status, body, false);
    }

    /** Takes requests and never answers. */
    static StandInApi mute(int port) throws IOException {
        return new StandInApi(port, 0, "", true);
    }

    /** Method, path with query, and credentials of every request. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
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
