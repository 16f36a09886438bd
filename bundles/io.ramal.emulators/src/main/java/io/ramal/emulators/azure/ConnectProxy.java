package io.ramal.emulators.azure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An HTTP proxy on loopback that knows CONNECT only and, whatever host is asked for, leads to one port of loopback: the
 * client resolves no name. Closes everything with {@link #close}. Thread-safe.
 */
public final class ConnectProxy implements AutoCloseable {
    /** A tunnel asked for. */
    public record Tunnel(String target, String authorization) {}

    private static final int MAX_TUNNELS = 1000;

    private final ServerSocket server;
    private final int port;
    private final List<Tunnel> tunnels = new ArrayList<>();
    private final Set<Socket> sockets = new HashSet<>();
    private volatile boolean closed;

    private ConnectProxy(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one; {@code port} of loopback is where every tunnel ends. */
    public static ConnectProxy start(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ConnectProxy proxy = new ConnectProxy(server, port);
        proxy.thread(proxy::accept).start();
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Tunnels asked for so far. */
    public List<Tunnel> tunnels() {
        synchronized (tunnels) {
            return List.copyOf(tunnels);
        }
    }

    @Override
    public void close() {
        closed = true;
        List<Socket> all;
        synchronized (tunnels) {
            all = List.copyOf(sockets);
        }
        quietly(server);
        all.forEach(ConnectProxy::quietly);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                if (keep(client)) {
                    thread(() -> serve(client)).start();
                }
            } catch (IOException e) {
                // the next, or the end
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            HttpRequest request = HttpRequest.read(in);
            if (request == null || !request.method().equals("CONNECT")) {
                return;
            }
            synchronized (tunnels) {
                tunnels.add(new Tunnel(request.target(), request.header("Proxy-Authorization")));
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (!keep(far)) {
                    return;
                }
                client.getOutputStream()
                        .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                thread(() -> pass(far, client)).start();
                pass(client, far);
            }
        } catch (IOException e) {
            // one of both has gone; both are closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // closed below
        }
        quietly(from);
        quietly(to);
    }

    private boolean keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        synchronized (tunnels) {
            sockets.removeIf(Socket::isClosed);
            if (!closed && sockets.size() < MAX_TUNNELS) {
                sockets.add(socket);
                return true;
            }
        }
        quietly(socket);
        return false;
    }

    private Thread thread(Runnable task) {
        Thread t = new Thread(task, "connect-proxy-" + port());
        t.setDaemon(true);
        return t;
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // nothing is left to be done with it
        }
    }
}
