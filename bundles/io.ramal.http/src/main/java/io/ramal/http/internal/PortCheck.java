package io.ramal.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Finds out whether the API port is really ours. The web server only logs that it could not bind and leaves the rest
 * running with nobody able to look or steer, and another program may answer on the port in our stead. So the API is
 * asked over the network for a secret of this process until it answers.
 */
final class PortCheck {
    /** Response header that carries the secret of this process. */
    static final String HEADER = "Ramal-Instance";

    /** How long the web server may take when the port was free before it started. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long it may take when the port was taken: it is ours only if the API itself was restarted just now. */
    static final Duration HASTE = Duration.ofSeconds(5);

    private static final int TIMEOUT_MILLIS = 1000;

    private final String instance = UUID.randomUUID().toString();
    private final LongSupplier nanoTime;

    PortCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    String instance() {
        return instance;
    }

    /** Whether somebody holds the port, tried by binding it for a moment. */
    static boolean taken(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Asks until the API answers; blocks, ends early when interrupted.
     *
     * @param patience how long the web server may take
     * @param failed told what is wrong when it does not
     * @return whether it answered
     */
    boolean await(InetAddress address, int port, Duration patience, Consumer<String> failed)
            throws InterruptedException {
        long begin = nanoTime.getAsLong();
        String seen = "nobody answers";
        while (nanoTime.getAsLong() - begin < patience.toNanos()) {
            Thread.sleep(100);
            try {
                if (ours(address, port)) {
                    return true;
                }
                seen = "another program answers";
            } catch (IOException e) {
                seen = "nobody answers (" + e.getMessage() + ")";
            }
        }
        failed.accept("the HTTP API is not reachable on " + address.getHostAddress() + ":" + port + ": " + seen
                + ". Stop the program that holds the port or set API_PORT to a free one.");
        return false;
    }

    private boolean ours(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write("GET /live HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            return head.contains((HEADER + ": " + instance).toLowerCase(Locale.ROOT));
        }
    }
}
