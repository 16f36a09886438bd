package io.ramal.speech.vosk.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
        int n = Math.min(all.length - from, cutAfter);
        try (x;
                OutputStream out = x.getResponseBody()) {
            out.write(all, from, n);
            out.flush();
        } catch (IOException e) {
            // closing a body short of its length is what a cut connection is
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
