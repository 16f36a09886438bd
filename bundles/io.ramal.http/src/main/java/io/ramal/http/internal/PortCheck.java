package io.ramal.http.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Finds out whether the API port is really ours. The web server only logs that it could not bind and leaves the rest
 * running with nobody able to look or steer, and another program may answer on the port in our stead. So the API is
 * asked over the network for a secret of this process until it answers.
 *
 * <p>By HTTPS any certificate will do: whether the answer is ours is told by the secret.
 */
final class PortCheck {
    /**
     * A port of the web server.
     *
     * @param address where it can be reached from here
     * @param tls whether HTTPS is spoken on it
     */
    record Endpoint(InetAddress address, int port, boolean tls) {
        @Override
        public String toString() {
            return address.getHostAddress() + ":" + port;
        }
    }

    /** Response header that carries the secret of this process. */
    static final String HEADER = "Ramal-Instance";

    /** How long the web server may take when the port was free before it started. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long it may take when the port was taken by our own web server: only the API is new. */
    static final Duration HASTE = Duration.ofSeconds(5);

    /** How long after a change of the settings; then the web server is not coming any more by itself. */
    static final Duration CHANGE = Duration.ofSeconds(15);

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
    static boolean taken(Endpoint endpoint) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(endpoint.address(), endpoint.port()));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Asks until the API answers on every port; blocks, ends early when interrupted.
     *
     * @param patience how long the web server may take
     * @param current false ends the wait: there are other settings by now
     * @return what is wrong when it does not answer; empty when it does or the wait was ended
     */
    Optional<String> await(List<Endpoint> endpoints, Duration patience, BooleanSupplier current)
            throws InterruptedException {
        long begin = nanoTime.getAsLong();
        Map<Endpoint, String> missing = new LinkedHashMap<>();
        endpoints.forEach(e -> missing.put(e, "nobody answers"));
        while (nanoTime.getAsLong() - begin < patience.toNanos()) {
            Thread.sleep(100);
            for (Endpoint endpoint : endpoints) {
                if (missing.containsKey(endpoint)) {
                    look(endpoint, missing);
                }
            }
            if (missing.isEmpty() || !current.getAsBoolean()) {
                return Optional.empty();
            }
        }
        // the web server opens all of its ports or none, so that only one of them need be at fault
        return Optional.of(unreachable(missing));
    }

    /** What is said of ports that another program held before the web server came. */
    static String held(List<Endpoint> taken) {
        Map<Endpoint, String> missing = new LinkedHashMap<>();
        taken.forEach(e -> missing.put(e, "another program holds the port"));
        return unreachable(missing);
    }

    private static String unreachable(Map<Endpoint, String> missing) {
        return "the HTTP API is not reachable on "
                + missing.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining(", "))
                + ". Stop the program that holds the port or set "
                + (missing.keySet().stream().anyMatch(Endpoint::tls) ? "API_PORT or API_TLS_PORT" : "API_PORT")
                + " to a free one.";
    }

    private void look(Endpoint endpoint, Map<Endpoint, String> missing) {
        try {
            if (ours(endpoint)) {
                missing.remove(endpoint);
            } else {
                missing.put(endpoint, "another program answers");
            }
        } catch (IOException e) {
            missing.put(endpoint, "nobody answers (" + e.getMessage() + ")");
        }
    }

    private boolean ours(Endpoint endpoint) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            if (!endpoint.tls()) {
                return ours(plain);
            }
            try (Socket secure = tls().getSocketFactory()
                    .createSocket(plain, endpoint.address().getHostAddress(), endpoint.port(), true)) {
                return ours(secure);
            }
        }
    }

    private boolean ours(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /live HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String head = new String(socket.getInputStream().readNBytes(1024), StandardCharsets.ISO_8859_1);
        if (head.isEmpty()) {
            throw new EOFException("the connection was closed without an answer");
        }
        return head.toLowerCase(Locale.ROOT).contains((HEADER + ": " + instance).toLowerCase(Locale.ROOT));
    }

    private static SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // nobody is asked for one
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // see the class
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
