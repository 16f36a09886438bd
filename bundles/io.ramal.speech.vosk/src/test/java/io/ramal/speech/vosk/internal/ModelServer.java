package io.ramal.speech.vosk.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Publishes one file at {@code /models/<name>}, as well or badly as told. */
final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> ranges = new CopyOnWriteArrayList<>();
    volatile byte[] content = new byte[0];
    volatile String tag = "\"1\"";
    volatile boolean knowsRanges = true;
    /** Bytes after which the next answers break off. */
    volatile int cutAfter = Integer.MAX_VALUE;

    /** Bytes after which the next answers say nothing more. */
    volatile int silentAfter = Integer.MAX_VALUE;

    private final CountDownLatch end = new CountDownLatch(1);
    volatile int status = 200;

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/models/" + name;
    }

    private void answer(HttpExchange x) throws IOException {
        String range = x.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        if (status != 200) {
            x.sendResponseHeaders(status, -1);
            x.close();
            return;
        }
        byte[] all = content;
        if (!tag.isEmpty()) {
            x.getResponseHeaders().set("ETag", tag);
        }
        String condition = x.getRequestHeaders().getFirst("If-Range");
        boolean part = knowsRanges && range != null && (condition == null || condition.equals(tag));
        int from = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (part && from >= all.length) {
            x.getResponseHeaders().set("Content-Range", "bytes */" + all.length);
            x.sendResponseHeaders(416, -1);
            x.close();
            return;
        }
        if (part) {
            x.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
        }
        x.sendResponseHeaders(part ? 206 : 200, all.length - from);
        OutputStream out = x.getResponseBody();
        int n = Math.min(all.length - from, Math.min(cutAfter, silentAfter));
        out.write(all, from, n);
        out.flush();
        if (n == silentAfter) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (n < all.length - from) {
            // the server closes the connection of a handler that fails
            throw new IOException("cut");
        }
        x.close();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
