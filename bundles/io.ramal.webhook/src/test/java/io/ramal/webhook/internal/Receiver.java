package io.ramal.webhook.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another system: an HTTP server that answers as it is told, 204 when it is not. */
final class Receiver implements AutoCloseable {
    record Request(String body, String event, String delivery, String signature, String type) {}

    private record Answer(int status, String retryAfter) {}

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;
    private volatile boolean mute;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    synchronized Receiver answer(int status) {
        return answer(status, "");
    }

    synchronized Receiver answer(int status, String retryAfter) {
        answers.add(new Answer(status, retryAfter));
        return this;
    }

    /** Takes requests and never answers. */
    void mute() {
        mute = true;
    }

    Request next() throws InterruptedException {
        Request request = requests.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    int waiting() {
        return requests.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                body,
                exchange.getRequestHeaders().getFirst("X-Ramal-Event"),
                exchange.getRequestHeaders().getFirst("X-Ramal-Delivery"),
                exchange.getRequestHeaders().getFirst("X-Ramal-Signature"),
                exchange.getRequestHeaders().getFirst("Content-Type")));
        if (mute) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Answer answer = answer();
        if (!answer.retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter);
        }
        exchange.sendResponseHeaders(answer.status, -1);
        exchange.close();
    }

    private synchronized Answer answer() {
        Answer answer = answers.poll();
        return answer == null ? new Answer(204, "") : answer;
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
